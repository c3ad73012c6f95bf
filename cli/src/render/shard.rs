//! A share of the work, for many machines that know nothing of each other.

use std::str::FromStr;

use xxhash_rust::xxh3::xxh3_64;

/// Share `index` of `count`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Shard {
    index: u64,
    count: u64,
}

impl Shard {
    pub(crate) fn name(self) -> String {
        format!("{}-of-{}", self.index, self.count)
    }

    /// Whether a file is of this share, by its name alone: what comes or goes beside it moves nothing.
    pub(crate) fn has_name(self, name: &str) -> bool {
        xxh3_64(name.as_bytes()) % self.count == self.index
    }

    /// Whether a line is of this share.
    pub(crate) fn has_line(self, number: u64) -> bool {
        number % self.count == self.index
    }
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parts = text.split_once('/');
        let numbers =
            parts.and_then(|(index, count)| Some((index.parse().ok()?, count.parse().ok()?)));
        match numbers {
            Some((index, count)) if index < count => Ok(Shard { index, count }),
            _ => Err("it is I/N, with I from 0 to N - 1".into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_one_of_so_many() {
        assert_eq!("2/3".parse(), Ok(Shard { index: 2, count: 3 }));
        for bad in ["3/3", "0/0", "1", "a/b", "-1/2", "1/2/3", ""] {
            assert!(bad.parse::<Shard>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_name_stays_in_its_share() {
        // The same today and after an update, so that machines of two versions may work together.
        let share = |name: &str| {
            (0..8).find(|index| Shard { index: *index, count: 8 }.has_name(name)).unwrap()
        };
        assert_eq!(["a.json", "b.json", "c/d.json"].map(share), [2, 7, 3]);
    }
}
