//! A distribution of numbers as a t-digest: the state of `quantile_state` and `quantile_merge`.
//!
//! ```text
//!   values     11.5  12.0  12.0  13.1 … 88.0          (sorted)
//!   centroids  (11.5 × 1) (12.0 × 2) … (17.4 × 310) … (88.0 × 1)      few at the ends, heavy in the middle
//!   quantile   walk the weights up to q × total, interpolate between the neighbours
//! ```
//!
//! Values and merged centroids are first collected, then sorted and compressed **once**, when the state is
//! written. So the bytes do not depend on how rows were spread over partitions or in which order they came
//! (as long as a group collects fewer than [`COLLECTED_MAX`] centroids; larger groups are compressed on the
//! way, and only their last digits may then depend on the order). The bytes are the double-precision t-digest
//! layout of Apache DataSketches, with the same scale function (`k2`) and interpolation.

use super::state::State;

/// The size parameter. A centroid holds at most about one percent of the values, and far less at the ends;
/// up to `k / 2` values are kept as they are. A state of a large group takes 5 to 8 KiB.
const K: u16 = 400;
/// A group with more collected centroids than this (16 MiB) is compressed before it is written.
pub(crate) const COLLECTED_MAX: usize = 1 << 20;

const SERIAL_VERSION: u8 = 1;
const FAMILY: u8 = 20;
const FLAG_EMPTY: u8 = 1;
const FLAG_SINGLE: u8 = 2;

/// A mean and how many values it stands for.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Centroid {
    mean: f64,
    weight: u64,
}

/// A distribution of numbers.
#[derive(Debug, Clone)]
pub(crate) struct Digest {
    centroids: Vec<Centroid>,
    min: f64,
    max: f64,
    total: u64,
}

impl Default for Digest {
    fn default() -> Self {
        Self {
            centroids: Vec::new(),
            min: f64::INFINITY,
            max: f64::NEG_INFINITY,
            total: 0,
        }
    }
}

impl Digest {
    /// Adds a value; NaN and infinities are ignored.
    pub(crate) fn add(&mut self, value: f64) {
        if value.is_finite() {
            // Adding zero turns −0.0 into 0.0, so that the sign of a zero cannot depend on the order.
            let mean = value + 0.0;
            self.collect(Centroid { mean, weight: 1 });
            self.total += 1;
        }
    }

    fn collect(&mut self, centroid: Centroid) {
        if self.centroids.len() >= COLLECTED_MAX {
            self.compress();
        }
        self.min = self.min.min(centroid.mean);
        self.max = self.max.max(centroid.mean);
        self.centroids.push(centroid);
    }

    /// How many values it has seen.
    #[cfg(test)]
    pub(crate) fn count(&self) -> u64 {
        self.total
    }

    fn sort(&mut self) {
        self.centroids.sort_unstable_by(|a, b| {
            let by_mean = a.mean.total_cmp(&b.mean);
            by_mean.then(a.weight.cmp(&b.weight))
        });
    }

    /// Joins neighbours until the scale function allows no more, so that compressing again changes nothing
    /// (an empty state merged in must leave the bytes as they are).
    fn compress(&mut self) {
        self.sort();
        while self.total > u64::from(K) / 2 && self.join_neighbours() {
            self.sort();
        }
    }

    /// One walk over the sorted centroids; the first and the last stay. True when any were joined.
    fn join_neighbours(&mut self) -> bool {
        let count = self.centroids.len();
        if count < 3 {
            return false;
        }
        let limit = WeightLimit::new(self.total as f64);
        let (mut kept, mut before) = (0, 0.0);
        for index in 1..count {
            let next = self.centroids[index];
            let last = self.centroids[kept];
            let proposed = (last.weight + next.weight) as f64;
            if index > 1 && index < count - 1 && proposed <= limit.between(before, proposed) {
                self.centroids[kept] = last.joined_with(next);
            } else {
                before += last.weight as f64;
                kept += 1;
                self.centroids[kept] = next;
            }
        }
        self.centroids.truncate(kept + 1);
        kept + 1 < count
    }

    /// The value below which a share `q` (0 to 1) of the values lies; none when there are no values.
    pub(crate) fn quantile(&self, q: f64) -> Option<f64> {
        let (first, last) = (self.centroids.first()?, self.centroids.last()?);
        if self.min == self.max {
            return Some(self.min);
        }
        let total = self.total as f64;
        let wanted = q * total;
        if total - wanted < 1.0 {
            return Some(self.max);
        }
        if wanted < 1.0 {
            return Some(self.min);
        }
        let last_center = total - last.weight as f64 / 2.0;
        if last.weight > 1 && wanted >= last_center {
            return Some(interpolate(
                (last_center, last.mean),
                (total - 1.0, self.max),
                wanted,
            ));
        }
        let first_center = first.weight as f64 / 2.0;
        if first.weight > 1 && wanted < first_center {
            return Some(interpolate(
                (1.0, self.min),
                (first_center, first.mean),
                wanted,
            ));
        }
        Some(self.quantile_inside(wanted))
    }

    /// [`Digest::quantile`] between the centres of the first and the last centroid.
    fn quantile_inside(&self, wanted: f64) -> f64 {
        let mut before = 0.0;
        for pair in self.centroids.windows(2) {
            let (left, right) = (pair[0], pair[1]);
            let border = before + left.weight as f64;
            let right_center = border + right.weight as f64 / 2.0;
            if wanted < right_center {
                // A centroid of weight 1 is a value itself: it holds up to the border of its neighbour.
                let start = if left.weight == 1 {
                    border
                } else {
                    before + left.weight as f64 / 2.0
                };
                let end = if right.weight == 1 {
                    border
                } else {
                    right_center
                };
                if wanted < start {
                    return left.mean;
                }
                if wanted >= end {
                    return right.mean;
                }
                return interpolate((start, left.mean), (end, right.mean), wanted);
            }
            before = border;
        }
        self.max
    }

    /// Reads a t-digest; the error says what is wrong with the bytes.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Self, String> {
        let mut digest = Self::default();
        digest.merge(bytes)?;
        if digest
            .centroids
            .windows(2)
            .any(|pair| pair[0].mean > pair[1].mean)
        {
            digest.sort();
        }
        Ok(digest)
    }

    fn write(&self) -> Vec<u8> {
        let flags = match self.total {
            0 => FLAG_EMPTY,
            1 => FLAG_SINGLE,
            _ => 0,
        };
        let preamble_longs = if flags == 0 { 2 } else { 1 };
        let mut bytes = Vec::with_capacity(32 + self.centroids.len() * 16);
        bytes.extend([preamble_longs, SERIAL_VERSION, FAMILY]);
        bytes.extend(K.to_le_bytes());
        bytes.extend([flags, 0, 0]);
        match self.total {
            0 => {}
            1 => bytes.extend(self.min.to_le_bytes()),
            _ => {
                bytes.extend((self.centroids.len() as u32).to_le_bytes());
                bytes.extend(0_u32.to_le_bytes());
                bytes.extend(self.min.to_le_bytes());
                bytes.extend(self.max.to_le_bytes());
                for centroid in &self.centroids {
                    bytes.extend(centroid.mean.to_le_bytes());
                    bytes.extend(centroid.weight.to_le_bytes());
                }
            }
        }
        bytes
    }

    /// Takes in the part of a t-digest after its eight-byte header.
    fn merge_body(&mut self, reader: &mut Reader<'_>) -> Result<(), String> {
        let centroids = reader.u32()?;
        let buffered = reader.u32()?;
        let (min, max) = (reader.finite()?, reader.finite()?);
        if u64::from(centroids) + u64::from(buffered) == 0 || min > max {
            return Err("a t-digest without values, or with min above max".to_string());
        }
        for index in 0..u64::from(centroids) + u64::from(buffered) {
            let mean = reader.finite()?;
            let weight = if index < u64::from(centroids) {
                reader.u64()?
            } else {
                1
            };
            if weight == 0 || mean < min || mean > max {
                return Err(format!(
                    "centroid {index} is outside the digest's range or weighs nothing"
                ));
            }
            self.total = self
                .total
                .checked_add(weight)
                .ok_or("the weights overflow 64 bits")?;
            self.collect(Centroid { mean, weight });
        }
        self.min = self.min.min(min);
        self.max = self.max.max(max);
        Ok(())
    }
}

impl State for Digest {
    fn merge(&mut self, bytes: &[u8]) -> Result<(), String> {
        let mut reader = Reader(bytes);
        let [_, version, family] = reader.take::<3>()?;
        if (version, family) != (SERIAL_VERSION, FAMILY) {
            return Err(format!(
                "not a t-digest (version {version}, family {family}; expected {SERIAL_VERSION} and {FAMILY})"
            ));
        }
        let [_, _, flags, _, _] = reader.take::<5>()?;
        if flags & FLAG_SINGLE != 0 {
            let value = reader.finite()?;
            self.add(value);
        } else if flags & FLAG_EMPTY == 0 {
            self.merge_body(&mut reader)?;
        }
        match reader.0.len() {
            0 => Ok(()),
            extra => Err(format!("{extra} bytes follow the end of the t-digest")),
        }
    }

    fn intermediate(&self) -> Result<Vec<u8>, String> {
        let mut sorted = self.clone();
        sorted.sort();
        Ok(sorted.write())
    }

    fn finished(&self) -> Result<Vec<u8>, String> {
        let mut compressed = self.clone();
        compressed.compress();
        Ok(compressed.write())
    }

    fn heap_bytes(&self) -> usize {
        self.centroids.capacity() * size_of::<Centroid>()
    }
}

impl Centroid {
    /// The centroid of two neighbours, `self` being the lower one.
    fn joined_with(self, next: Self) -> Self {
        let weight = self.weight + next.weight;
        let share = next.weight as f64 / weight as f64;
        let mean = self.mean + (next.mean - self.mean) * share;
        Self {
            mean: mean.clamp(self.mean, next.mean),
            weight,
        }
    }
}

/// The scale function `k2`: how heavy a centroid may be at a place of the distribution.
struct WeightLimit {
    total: f64,
    normalizer: f64,
}

impl WeightLimit {
    fn new(total: f64) -> Self {
        let compression = 2.0 * f64::from(K);
        let z = 4.0 * (total / compression).ln() + 24.0;
        Self {
            total,
            normalizer: compression / z,
        }
    }

    fn at(&self, weight_below: f64) -> f64 {
        let q = weight_below / self.total;
        self.total * q * (1.0 - q) / self.normalizer
    }

    /// The most that a centroid may weigh that begins after `before` and would weigh `proposed`.
    fn between(&self, before: f64, proposed: f64) -> f64 {
        self.at(before).min(self.at(before + proposed))
    }
}

/// The line through two points (weight, value), at a weight between them; never beyond either value.
fn interpolate(from: (f64, f64), to: (f64, f64), wanted: f64) -> f64 {
    let width = to.0 - from.0;
    if width <= 0.0 {
        return to.1;
    }
    let share = (wanted - from.0) / width;
    let value = from.1 * (1.0 - share) + to.1 * share;
    value.clamp(from.1.min(to.1), to.1.max(from.1))
}

/// Reads little-endian values from the front of a slice.
struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn take<const N: usize>(&mut self) -> Result<[u8; N], String> {
        let (head, rest) = self
            .0
            .split_first_chunk::<N>()
            .ok_or("the t-digest ends too early")?;
        self.0 = rest;
        Ok(*head)
    }

    fn u32(&mut self) -> Result<u32, String> {
        self.take().map(u32::from_le_bytes)
    }

    fn u64(&mut self) -> Result<u64, String> {
        self.take().map(u64::from_le_bytes)
    }

    fn finite(&mut self) -> Result<f64, String> {
        let value = self.take().map(f64::from_le_bytes)?;
        if value.is_finite() {
            Ok(value + 0.0)
        } else {
            Err("the t-digest holds a number that is not finite".to_string())
        }
    }
}

#[cfg(test)]
mod tests;
