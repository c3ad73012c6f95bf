//! What references lead to: the parts of a document that have ids, found by them.

use std::cell::Cell;

use crate::json::Value;

/// How many places are looked at for an id; only ids that are chosen to collide need more.
const PROBES: usize = 64;
/// How many bytes may be read again. Otherwise a small document could refer to a large part of
/// itself a million times.
const AGAIN: usize = 1_000_000;

/// An id and what has it.
pub(super) type Part<'a> = (&'a Value, &'a Value);

/// Values by their ids; of equal ids the first counts.
pub(super) struct Pool<'a> {
    places: Vec<Option<Part<'a>>>,
    /// How many bytes may still be read again.
    room: Cell<usize>,
}

impl<'a> Pool<'a> {
    pub(super) fn new(parts: &[Part<'a>]) -> Self {
        let mut pool = Pool { places: Vec::new(), room: Cell::new(AGAIN) };
        pool.places.resize(2 * parts.len(), None);
        for part in parts {
            if let Some(at) = pool.place(part.0)
                && let Some(place) = pool.places.get_mut(at)
            {
                place.get_or_insert(*part);
            }
        }
        pool
    }

    /// What has an id.
    pub(super) fn find(&self, id: &Value) -> Option<&'a Value> {
        let (_, found) = (*self.places.get(self.place(id)?)?)?;
        Some(found)
    }

    /// Whether there is room to read a value again.
    pub(super) fn afford(&self, value: &Value) -> bool {
        let left = left(value, self.room.get());
        self.room.set(left.unwrap_or(self.room.get()));
        left.is_some()
    }

    /// Where an id stands or would stand.
    fn place(&self, id: &Value) -> Option<usize> {
        let first = match id {
            // FNV-1a.
            Value::String(text) => text.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
                (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
            }),
            Value::Number(number) => *number as u32,
            _ => return None,
        };
        let is_free = |at: &usize| match (self.places.get(*at), id) {
            (Some(Some((Value::String(known), _))), Value::String(id)) => known == id,
            (Some(Some((Value::Number(known), _))), Value::Number(id)) => known == id,
            (Some(place), _) => place.is_none(),
            (None, _) => false,
        };
        let probes = (0..PROBES).map(|probe| (first as usize).wrapping_add(probe));
        probes.filter_map(|at| at.checked_rem(self.places.len())).find(is_free)
    }
}

/// The room that a value's size leaves, if it fits.
fn left(value: &Value, room: usize) -> Option<usize> {
    let room = room.checked_sub(8)?;
    match value {
        Value::String(text) => room.checked_sub(text.len()),
        Value::Array(items) => items.iter().try_fold(room, |room, item| left(item, room)),
        Value::Object(members) => {
            members.iter().try_fold(room, |room, (_, value)| left(value, room))
        }
        _ => Some(room),
    }
}
