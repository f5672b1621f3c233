//! A model as bytes, and back.
//!
//! ```text
//!  "DBSOCMDL"  format u16  │ occupations · blend · curves · title table · description table · titles │ BLAKE3
//!  8 bytes     2           │ body                                                              │ 32
//! ```
//!
//! All numbers are little-endian. A list is its length (u32) and its items; columns of a table stand
//! before its steps. The hash is over everything before it, and so says which model it is too. After
//! the hash has been checked nothing but a programming error can make a body unreadable; it is
//! still read with every bound checked, since bytes can be made to fit a hash.

use super::SocModelError;
use super::calibrate::Curve;
use super::classify::{Blend, SocModel};
use super::features::BUCKET_BITS;
use super::table::Table;
use super::titles::Titles;
use super::tree::Tree;
use super::vocabulary::Vocabulary;

const MARK: &[u8; 8] = b"DBSOCMDL";
/// Raised with every change of this layout, of the features, or of what is done with a table.
const FORMAT: u16 = 1;
const HASH_BYTES: usize = 32;
const CODE_BYTES: usize = "15-1252.00".len();

impl SocModel {
    /// The model as bytes; the same model gives the same bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut to = MARK.to_vec();
        to.extend(FORMAT.to_le_bytes());
        write_length(&mut to, self.tree.len());
        to.extend(self.tree.occupations().iter().flat_map(|code| code.bytes()));
        to.extend(
            self.blend
                .both
                .iter()
                .flat_map(|weight| weight.to_le_bytes()),
        );
        for curve in &self.curves {
            write_length(&mut to, curve.points.len());
            let numbers = curve.points.iter().flat_map(|(said, right)| [said, right]);
            to.extend(numbers.flat_map(|number| number.to_le_bytes()));
        }
        for table in [&self.titles, &self.descriptions] {
            write_table(&mut to, table);
        }
        let known = &self.known.entries;
        write_length(&mut to, known.len());
        to.extend(known.iter().flat_map(|(key, _)| key.to_le_bytes()));
        to.extend(known.iter().flat_map(|(_, code)| code.to_le_bytes()));
        let hash = blake3::hash(&to);
        to.extend(hash.as_bytes());
        to
    }

    /// The model's name among all models: the hash at the end of its bytes, in hexadecimal. It
    /// changes with the lines a model is trained on, the way it is trained, and the format.
    pub fn fingerprint(&self) -> String {
        let bytes = self.to_bytes();
        let hash = bytes.iter().skip(bytes.len() - HASH_BYTES);
        hash.map(|byte| format!("{byte:02x}")).collect()
    }

    /// The model that [`to_bytes`](Self::to_bytes) wrote.
    ///
    /// # Errors
    /// When the bytes are not of a model, of another version of the format, or damaged.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, SocModelError> {
        let body = checked(bytes)?;
        let mut from = Reader { rest: body };
        let tree = read_tree(&mut from)?;
        let both = [from.float()?, from.float()?];
        let curves = [
            read_curve(&mut from)?,
            read_curve(&mut from)?,
            read_curve(&mut from)?,
        ];
        let titles = read_table(&mut from, tree.columns())?;
        let descriptions = read_table(&mut from, tree.columns())?;
        let known = read_titles(&mut from, tree.len())?;
        if !from.rest.is_empty() {
            return Err(SocModelError::Damaged("something follows its end"));
        }
        Ok(SocModel {
            tree,
            titles,
            descriptions,
            known,
            blend: Blend { both },
            curves,
        })
    }
}

/// The body, when mark, version and hash are as they should be.
fn checked(bytes: &[u8]) -> Result<&[u8], SocModelError> {
    let after_mark = bytes.strip_prefix(MARK).ok_or(SocModelError::NoModel)?;
    let mut from = Reader { rest: after_mark };
    let found = u16::from_le_bytes(from.array()?);
    if found != FORMAT {
        let known = FORMAT;
        return Err(SocModelError::Format { found, known });
    }
    let (body, hash) = from.rest.split_last_chunk::<HASH_BYTES>().ok_or(CUT_OFF)?;
    let hashed = &bytes[..bytes.len() - HASH_BYTES];
    if blake3::hash(hashed).as_bytes() != hash {
        return Err(SocModelError::Damaged("its hash is another"));
    }
    Ok(body)
}

fn write_length(to: &mut Vec<u8>, length: usize) {
    to.extend((length as u32).to_le_bytes());
}

fn write_table(to: &mut Vec<u8>, table: &Table) {
    let vocabulary = &table.vocabulary;
    write_length(to, vocabulary.len());
    let buckets = vocabulary.buckets().iter();
    to.extend(buckets.flat_map(|bucket| bucket.to_le_bytes()));
    for floats in [vocabulary.inverse_frequencies(), &table.scales] {
        to.extend(floats.iter().flat_map(|number| number.to_le_bytes()));
    }
    let counts = table
        .starts
        .windows(2)
        .map(|pair| (pair[1] - pair[0]) as u16);
    to.extend(counts.flat_map(u16::to_le_bytes));
    write_length(to, table.entries.len());
    to.extend(
        table
            .entries
            .iter()
            .flat_map(|(column, _)| column.to_le_bytes()),
    );
    to.extend(
        table
            .entries
            .iter()
            .flat_map(|(_, steps)| steps.to_le_bytes()),
    );
}

const CUT_OFF: SocModelError = SocModelError::Damaged("it is cut off");

/// What is left to read.
struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    fn bytes(&mut self, count: usize) -> Result<&'a [u8], SocModelError> {
        let (first, rest) = self.rest.split_at_checked(count).ok_or(CUT_OFF)?;
        self.rest = rest;
        Ok(first)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], SocModelError> {
        let (first, rest) = self.rest.split_first_chunk().ok_or(CUT_OFF)?;
        self.rest = rest;
        Ok(*first)
    }

    fn length(&mut self) -> Result<usize, SocModelError> {
        Ok(u32::from_le_bytes(self.array()?) as usize)
    }

    /// A finite number.
    fn float(&mut self) -> Result<f32, SocModelError> {
        finite(f32::from_le_bytes(self.array()?))
    }

    /// As many items as said, each made of so many bytes.
    fn items<T, const N: usize>(
        &mut self,
        count: usize,
        item: impl Fn([u8; N]) -> T,
    ) -> Result<Vec<T>, SocModelError> {
        let bytes = self.bytes(count.checked_mul(N).ok_or(CUT_OFF)?)?;
        let (chunks, _) = bytes.as_chunks::<N>();
        Ok(chunks.iter().map(|chunk| item(*chunk)).collect())
    }

    fn floats(&mut self, count: usize) -> Result<Vec<f32>, SocModelError> {
        let floats = self.items(count, f32::from_le_bytes)?;
        floats
            .iter()
            .try_for_each(|number| finite(*number).map(drop))?;
        Ok(floats)
    }
}

fn finite(number: f32) -> Result<f32, SocModelError> {
    let found = number.is_finite().then_some(number);
    found.ok_or(SocModelError::Damaged("a number is none"))
}

fn read_tree(from: &mut Reader<'_>) -> Result<Tree, SocModelError> {
    let count = from.length()?;
    let codes = from.items(count, |code: [u8; CODE_BYTES]| {
        String::from_utf8_lossy(&code).into_owned()
    })?;
    if !codes.is_sorted_by(|a, b| a < b) {
        return Err(SocModelError::Damaged("its codes are not in order"));
    }
    Tree::of(codes)
}

fn read_curve(from: &mut Reader<'_>) -> Result<Curve, SocModelError> {
    let count = from.length()?;
    let numbers = from.floats(count.checked_mul(2).ok_or(CUT_OFF)?)?;
    let (pairs, _) = numbers.as_chunks::<2>();
    let points: Vec<(f32, f32)> = pairs.iter().map(|[said, right]| (*said, *right)).collect();
    let inside = points
        .iter()
        .all(|(x, y)| (0.0..=1.0).contains(x) && (0.0..=1.0).contains(y));
    if !inside || !points.is_sorted_by(|a, b| a.0 <= b.0 && a.1 <= b.1) {
        return Err(SocModelError::Damaged("a curve does not rise"));
    }
    Ok(Curve { points })
}

fn read_table(from: &mut Reader<'_>, columns: usize) -> Result<Table, SocModelError> {
    let rows = from.length()?;
    let buckets = from.items(rows, u32::from_le_bytes)?;
    let known = buckets.last().is_none_or(|last| *last < 1 << BUCKET_BITS);
    if !known || !buckets.is_sorted_by(|a, b| a < b) {
        return Err(SocModelError::Damaged("its features are not in order"));
    }
    let inverse_frequencies = from.floats(rows)?;
    let scales = from.floats(rows)?;
    let counts = from.items(rows, u16::from_le_bytes)?;
    let count = from.length()?;
    let starts = starts(&counts, count)?;
    let columns_of = from.items(count, u16::from_le_bytes)?;
    if columns_of
        .iter()
        .any(|column| usize::from(*column) >= columns)
    {
        return Err(SocModelError::Damaged("a weight is of no occupation"));
    }
    let steps = from.items(count, i8::from_le_bytes)?;
    Ok(Table {
        vocabulary: Vocabulary::of(buckets, inverse_frequencies),
        scales,
        starts,
        entries: columns_of.into_iter().zip(steps).collect(),
    })
}

fn starts(counts: &[u16], all: usize) -> Result<Vec<u32>, SocModelError> {
    let mut starts = Vec::with_capacity(counts.len() + 1);
    let mut sum = 0_u64;
    starts.push(0);
    for count in counts {
        sum += u64::from(*count);
        let start = u32::try_from(sum).map_err(|_| CUT_OFF)?;
        starts.push(start);
    }
    if sum != all as u64 {
        return Err(SocModelError::Damaged("its rows do not add up"));
    }
    Ok(starts)
}

fn read_titles(from: &mut Reader<'_>, codes: usize) -> Result<Titles, SocModelError> {
    let count = from.length()?;
    let keys = from.items(count, u64::from_le_bytes)?;
    let numbers = from.items(count, u16::from_le_bytes)?;
    let entries: Vec<(u64, u16)> = keys.into_iter().zip(numbers).collect();
    let known = entries.iter().all(|(_, code)| usize::from(*code) < codes);
    if !known || !entries.is_sorted() {
        return Err(SocModelError::Damaged("its titles are not in order"));
    }
    Ok(Titles { entries })
}
