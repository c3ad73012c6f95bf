//! Pictures, and how two of them differ.

use std::io::Cursor;
use std::path::Path;

use anyhow::{Context, Result};

use crate::browser::write;

/// What differs is shown in this colour.
const MARK: [u8; 3] = [230, 0, 90];

/// A picture's pixels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Pixels in a row, and rows.
    pub size: (u32, u32),
    pixels: Vec<[u8; 3]>,
}

impl Picture {
    /// Reads a PNG.
    pub fn read(png: &[u8]) -> Result<Self> {
        let mut decoder = png::Decoder::new(Cursor::new(png));
        decoder.set_transformations(png::Transformations::normalize_to_color8());
        let mut reader = decoder.read_info()?;
        let mut bytes = vec![0; reader.output_buffer_size().context("too large a picture")?];
        let info = reader.next_frame(&mut bytes)?;
        bytes.truncate(info.buffer_size());
        let pixel = |samples: &[u8]| match samples {
            [red, green, blue, ..] => [*red, *green, *blue],
            [grey, ..] => [*grey; 3],
            [] => MARK,
        };
        let pixels = bytes.chunks(info.color_type.samples()).map(pixel).collect();
        Ok(Self { size: (info.width, info.height), pixels })
    }

    /// Reads a file; none where there is none.
    pub fn open(file: &Path) -> Result<Option<Self>> {
        if !file.exists() {
            return Ok(None);
        }
        Self::read(&std::fs::read(file)?).with_context(|| file.display().to_string()).map(Some)
    }

    /// Writes a PNG, as small as can be.
    pub fn save(&self, file: &Path) -> Result<()> {
        let mut png = Vec::new();
        let mut encoder = png::Encoder::new(&mut png, self.size.0, self.size.1);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_compression(png::Compression::High);
        encoder.write_header()?.write_image_data(self.pixels.as_flattened())?;
        write(file, &png)
    }

    /// How many pixels differ from those of another picture by more than so much in a channel; all do
    /// where the sizes differ.
    pub fn differing(&self, other: &Self, tolerance: u8) -> usize {
        if self.size != other.size {
            return self.pixels.len().max(other.pixels.len());
        }
        let pairs = self.pixels.iter().zip(&other.pixels);
        pairs.filter(|(one, other)| differ(one, other, tolerance)).count()
    }

    /// The picture made pale, with what differs from another one of its size marked.
    pub fn marked(&self, other: &Self, tolerance: u8) -> Self {
        let pairs = self.pixels.iter().zip(&other.pixels);
        let pixels = pairs.map(|(one, other)| match differ(one, other, tolerance) {
            true => MARK,
            false => one.map(|sample| 192 + sample / 4),
        });
        Self { size: self.size, pixels: pixels.collect() }
    }

    /// Between which rows another picture of the same size differs.
    pub fn rows(&self, other: &Self, tolerance: u8) -> Option<(usize, usize)> {
        let width = self.size.0.max(1) as usize;
        let rows = self.pixels.chunks(width).zip(other.pixels.chunks(width));
        let differing = rows.enumerate().filter(|(_, (one, other))| {
            one.iter().zip(*other).any(|(one, other)| differ(one, other, tolerance))
        });
        let mut numbers = differing.map(|(row, _)| row);
        let first = numbers.next()?;
        Some((first, numbers.next_back().unwrap_or(first)))
    }

    /// How many colours there are: a picture of an article has many.
    pub fn colours(&self) -> usize {
        self.pixels.iter().collect::<std::collections::BTreeSet<_>>().len()
    }
}

fn differ(one: &[u8; 3], other: &[u8; 3], tolerance: u8) -> bool {
    one.iter().zip(other).any(|(one, other)| one.abs_diff(*other) > tolerance)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(rows: [u8; 4]) -> Picture {
        Picture { size: (2, 4), pixels: rows.iter().flat_map(|row| [[*row; 3]; 2]).collect() }
    }

    #[test]
    fn a_line_that_moves_is_seen_and_a_shade_is_not() {
        let there = picture([255, 0, 255, 255]);
        let moved = picture([255, 255, 0, 255]);
        assert_eq!(there.differing(&moved, 40), 4);
        assert_eq!(there.rows(&moved, 40), Some((1, 2)));
        assert_eq!(there.marked(&moved, 40).pixels.get(2), Some(&MARK));
        assert_eq!(there.differing(&picture([250, 30, 255, 220]), 40), 0);
        assert_eq!(there.differing(&Picture { size: (4, 2), ..there.clone() }, 40), 8);
    }

    #[test]
    fn a_stored_picture_is_the_same_when_it_is_read_again() -> Result<()> {
        let file = std::env::temp_dir().join(format!("picture-{}.png", std::process::id()));
        let picture = picture([0, 80, 160, 240]);
        picture.save(&file)?;
        assert_eq!(Picture::open(&file)?, Some(picture));
        Ok(std::fs::remove_file(file)?)
    }
}
