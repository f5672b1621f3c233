//! Opens an object and undoes its compression, told by its first bytes and not by its name.
//!
//! ```text
//! 1f 8b … gzip (also several members)   fd 37 7a 58 … xz   28 b5 2f fd … zstd   42 5a 68 … bzip2   else plain
//! ```

use std::io::{self, Cursor};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll};

use async_compression::tokio::bufread::{BzDecoder, GzipDecoder, XzDecoder, ZstdDecoder};
use bytes::Bytes;
use futures::TryStreamExt;
use object_store::ObjectStoreExt;
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, BufReader, ReadBuf};

use tokio_util::io::StreamReader;

use super::inputs::{InputObject, Origin};

/// Objects up to this size are fetched whole, several at once.
const SMALL_OBJECT: u64 = 1 << 20;
/// How much of a large object is read at a time.
const STORED_BUFFER: usize = 256 << 10;

type Reader = Box<dyn AsyncRead + Send + Unpin>;

/// An object's bytes, stored.
pub(crate) enum Stored {
    /// A small object, fetched.
    Whole(Bytes),
    /// A large object, read as it comes.
    Stream(Reader),
}

/// Opens an object.
pub(crate) async fn open(object: &InputObject) -> io::Result<Stored> {
    match &object.origin {
        Origin::File(path) if object.size <= SMALL_OBJECT => {
            Ok(Stored::Whole(tokio::fs::read(path).await?.into()))
        }
        Origin::File(path) | Origin::Pipe(path) => {
            let mut file = tokio::fs::File::open(path).await?;
            file.set_max_buf_size(STORED_BUFFER);
            Ok(Stored::Stream(Box::new(file)))
        }
        Origin::Stored { store, path } => {
            let got = store.get(path).await?;
            if object.size <= SMALL_OBJECT {
                return Ok(Stored::Whole(got.bytes().await?));
            }
            let bytes = got.into_stream().map_err(io::Error::from);
            Ok(Stored::Stream(Box::new(StreamReader::new(bytes))))
        }
    }
}

/// An object's bytes, decompressed.
pub(crate) struct Decoded {
    reader: Reader,
    stored: Arc<AtomicU64>,
    reported: u64,
}

impl Decoded {
    /// Looks at the first bytes and undoes what they announce.
    pub(crate) async fn new(stored: Stored) -> io::Result<Self> {
        let count = Arc::new(AtomicU64::new(0));
        let reader: Reader = match stored {
            Stored::Whole(bytes) => Box::new(Cursor::new(bytes)),
            Stored::Stream(reader) => reader,
        };
        let counted = Counted {
            reader,
            count: Arc::clone(&count),
        };
        let mut buffered = BufReader::with_capacity(STORED_BUFFER, counted);
        let reader = match Compression::of(buffered.fill_buf().await?) {
            Compression::None => Box::new(buffered) as Reader,
            Compression::Gzip => {
                let mut gzip = GzipDecoder::new(buffered);
                gzip.multiple_members(true);
                Box::new(gzip)
            }
            Compression::Xz => {
                let mut xz = XzDecoder::new(buffered);
                xz.multiple_members(true);
                Box::new(xz)
            }
            Compression::Zstd => {
                let mut zstd = ZstdDecoder::new(buffered);
                zstd.multiple_members(true);
                Box::new(zstd)
            }
            Compression::Bzip2 => {
                let mut bzip2 = BzDecoder::new(buffered);
                bzip2.multiple_members(true);
                Box::new(bzip2)
            }
        };
        Ok(Self {
            reader,
            stored: count,
            reported: 0,
        })
    }

    /// Appends up to `wanted` bytes; fewer at the end only. What was read before an error is kept.
    pub(crate) async fn fill(&mut self, buffer: &mut Vec<u8>, wanted: usize) -> io::Result<Filled> {
        let full = buffer.len() + wanted;
        buffer.reserve(wanted);
        while buffer.len() < full {
            let room = (full - buffer.len()) as u64;
            if (&mut self.reader).take(room).read_buf(buffer).await? == 0 {
                return Ok(Filled::End);
            }
        }
        Ok(Filled::More)
    }

    /// Stored bytes consumed since the last call.
    pub(crate) fn newly_stored(&mut self) -> u64 {
        let stored = self.stored.load(Ordering::Relaxed);
        let new = stored - self.reported;
        self.reported = stored;
        new
    }
}

/// Whether an object has more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Filled {
    /// There may be more.
    More,
    /// That was all.
    End,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Compression {
    None,
    Gzip,
    Xz,
    Zstd,
    Bzip2,
}

impl Compression {
    fn of(head: &[u8]) -> Self {
        match head {
            [0x1f, 0x8b, ..] => Self::Gzip,
            [0xfd, b'7', b'z', b'X', b'Z', 0, ..] => Self::Xz,
            [0x28, 0xb5, 0x2f, 0xfd, ..] => Self::Zstd,
            [b'B', b'Z', b'h', b'1'..=b'9', 0x31, 0x41, 0x59, 0x26, ..] => Self::Bzip2,
            _ => Self::None,
        }
    }
}

/// Counts the stored bytes that pass.
struct Counted {
    reader: Reader,
    count: Arc<AtomicU64>,
}

impl AsyncRead for Counted {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buf.filled().len();
        let polled = Pin::new(&mut self.reader).poll_read(cx, buf);
        let read = buf.filled().len() - before;
        self.count.fetch_add(read as u64, Ordering::Relaxed);
        polled
    }
}
