//! A store whose n-th operation fails, and every one after it: a process that dies at that point.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use async_trait::async_trait;
use futures::StreamExt;
use futures::stream::BoxStream;
use object_store::memory::InMemory;
use object_store::path::Path;
use object_store::{
    CopyOptions, GetOptions, GetResult, ListResult, MultipartUpload, ObjectMeta, ObjectStore,
    PutMultipartOptions, PutOptions, PutPayload, PutResult, Result,
};

#[derive(Debug)]
pub(crate) struct FailingStore {
    inner: Arc<InMemory>,
    left: AtomicI64,
    /// Whether the operation at which the process dies still takes effect.
    last_takes_effect: bool,
}

impl FailingStore {
    pub(crate) fn new(inner: Arc<InMemory>, after: i64, last_takes_effect: bool) -> Self {
        Self {
            inner,
            left: AtomicI64::new(after),
            last_takes_effect,
        }
    }

    /// Whether the point of failure was reached.
    pub(crate) fn has_failed(&self) -> bool {
        self.left.load(Ordering::SeqCst) < 0
    }

    fn step(&self) -> (bool, Result<()>) {
        let left = self.left.fetch_sub(1, Ordering::SeqCst);
        let effect = left > 0 || (left == 0 && self.last_takes_effect);
        let answer = if left > 0 {
            Ok(())
        } else {
            Err(object_store::Error::Generic {
                store: "failing",
                source: "the process died".into(),
            })
        };
        (effect, answer)
    }
}

impl std::fmt::Display for FailingStore {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("failing")
    }
}

#[async_trait]
impl ObjectStore for FailingStore {
    async fn put_opts(&self, to: &Path, data: PutPayload, how: PutOptions) -> Result<PutResult> {
        let (effect, answer) = self.step();
        let put = if effect {
            Some(self.inner.put_opts(to, data, how).await?)
        } else {
            None
        };
        answer?;
        Ok(put.unwrap())
    }

    async fn put_multipart_opts(
        &self,
        to: &Path,
        how: PutMultipartOptions,
    ) -> Result<Box<dyn MultipartUpload>> {
        self.step().1?;
        self.inner.put_multipart_opts(to, how).await
    }

    async fn get_opts(&self, from: &Path, how: GetOptions) -> Result<GetResult> {
        self.step().1?;
        self.inner.get_opts(from, how).await
    }

    fn delete_stream(
        &self,
        paths: BoxStream<'static, Result<Path>>,
    ) -> BoxStream<'static, Result<Path>> {
        match self.step().1 {
            Ok(()) => self.inner.delete_stream(paths),
            Err(error) => futures::stream::once(async { Err(error) }).boxed(),
        }
    }

    fn list(&self, prefix: Option<&Path>) -> BoxStream<'static, Result<ObjectMeta>> {
        match self.step().1 {
            Ok(()) => self.inner.list(prefix),
            Err(error) => futures::stream::once(async { Err(error) }).boxed(),
        }
    }

    async fn list_with_delimiter(&self, prefix: Option<&Path>) -> Result<ListResult> {
        self.step().1?;
        self.inner.list_with_delimiter(prefix).await
    }

    async fn copy_opts(&self, from: &Path, to: &Path, how: CopyOptions) -> Result<()> {
        self.step().1?;
        self.inner.copy_opts(from, to, how).await
    }
}
