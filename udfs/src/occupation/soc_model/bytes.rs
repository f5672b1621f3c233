//! A model as bytes, and back.
//!
//! ```text
//!  "SOCMODEL" · format 1 · codes · titles · texts · checksum of all before (FNV-1a, 64 bits)
//!  a list: its length in four bytes, then its items; numbers little-endian
//! ```

use std::hash::Hasher;

use super::SocModel;
use super::linear::{Linear, Weight};
use crate::occupation::features::Fnv;

const MAGIC: &[u8; 8] = b"SOCMODEL";
const FORMAT: u32 = 1;
const CHECKSUM_BYTES: usize = 8;

/// Why bytes are no model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SocModelError {
    /// They begin otherwise.
    #[error("the bytes are no occupation model")]
    NoModel,
    /// They are of another version of the format.
    #[error("the occupation model is of format {0}, this version reads format 1; train it again")]
    Format(u32),
    /// They are cut off or changed.
    #[error("the occupation model is damaged; train it again")]
    Damaged,
}

type Result<T> = std::result::Result<T, SocModelError>;

impl SocModel {
    /// The model as bytes; equal models give equal bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        put(&mut bytes, FORMAT);
        put(&mut bytes, self.codes.len() as u32);
        for code in &self.codes {
            put(&mut bytes, code.len() as u32);
            bytes.extend(code.as_bytes());
        }
        for linear in [&self.titles, &self.texts] {
            linear.write(&mut bytes);
        }
        let checksum = checksum(&bytes);
        bytes.extend(checksum.to_le_bytes());
        bytes
    }

    /// The model that these bytes are.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        let rest = bytes.strip_prefix(MAGIC).ok_or(SocModelError::NoModel)?;
        let mut reader = Reader(rest);
        match reader.number()? {
            FORMAT => {}
            other => return Err(SocModelError::Format(other)),
        }
        let end = bytes.len() - CHECKSUM_BYTES.min(bytes.len());
        let (content, stored) = bytes.split_at(end);
        if checksum(content).to_le_bytes() != stored {
            return Err(SocModelError::Damaged);
        }
        let codes = (0..reader.number()?).map(|_| reader.text());
        Ok(SocModel {
            codes: codes.collect::<Result<_>>()?,
            titles: Linear::read(&mut reader)?,
            texts: Linear::read(&mut reader)?,
        })
    }
}

impl Linear {
    fn write(&self, bytes: &mut Vec<u8>) {
        put(bytes, self.features.len() as u32);
        for feature in &self.features {
            bytes.extend(feature.to_le_bytes());
        }
        put_floats(bytes, &self.inverse_frequencies);
        for end in &self.ends {
            put(bytes, *end);
        }
        put(bytes, self.weights.len() as u32);
        for weight in &self.weights {
            bytes.extend(weight.code.to_le_bytes());
            bytes.extend(weight.steps.to_le_bytes());
        }
        put_floats(bytes, &[self.step]);
        put(bytes, self.biases.len() as u32);
        put_floats(bytes, &self.biases);
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self> {
        let count = reader.number()? as usize;
        let features: Vec<u64> = reader.items(count, u64::from_le_bytes)?;
        let inverse_frequencies = reader.items(count, f32::from_le_bytes)?;
        let ends = reader.items(count, u32::from_le_bytes)?;
        let weights = reader.number()? as usize;
        let weights = reader.items(weights, |[low, high, steps]: [u8; 3]| Weight {
            code: u16::from_le_bytes([low, high]),
            steps: i8::from_le_bytes([steps]),
        })?;
        let step = f32::from_le_bytes(reader.array()?);
        let biases = reader.number()? as usize;
        let biases = reader.items(biases, f32::from_le_bytes)?;
        let numbers = features.iter().copied().zip(0..).collect();
        Ok(Linear {
            features,
            inverse_frequencies,
            ends,
            weights,
            step,
            biases,
            numbers,
        })
    }
}

fn put(bytes: &mut Vec<u8>, number: u32) {
    bytes.extend(number.to_le_bytes());
}

fn put_floats(bytes: &mut Vec<u8>, floats: &[f32]) {
    for float in floats {
        bytes.extend(float.to_le_bytes());
    }
}

fn checksum(bytes: &[u8]) -> u64 {
    let mut hasher = Fnv::default();
    hasher.write(bytes);
    hasher.finish()
}

/// What is left to read.
struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn array<const N: usize>(&mut self) -> Result<[u8; N]> {
        let (array, rest) = self.0.split_first_chunk().ok_or(SocModelError::Damaged)?;
        self.0 = rest;
        Ok(*array)
    }

    fn number(&mut self) -> Result<u32> {
        Ok(u32::from_le_bytes(self.array()?))
    }

    fn text(&mut self) -> Result<String> {
        let length = self.number()? as usize;
        let (text, rest) = self
            .0
            .split_at_checked(length)
            .ok_or(SocModelError::Damaged)?;
        self.0 = rest;
        String::from_utf8(text.to_vec()).map_err(|_| SocModelError::Damaged)
    }

    fn items<const N: usize, T>(
        &mut self,
        count: usize,
        read: impl Fn([u8; N]) -> T,
    ) -> Result<Vec<T>> {
        let length = count.checked_mul(N).ok_or(SocModelError::Damaged)?;
        let (items, rest) = self
            .0
            .split_at_checked(length)
            .ok_or(SocModelError::Damaged)?;
        self.0 = rest;
        let (items, _) = items.as_chunks::<N>();
        Ok(items.iter().map(|item| read(*item)).collect())
    }
}
