//! The whole path on S3, as people run it, and several of them at once.
