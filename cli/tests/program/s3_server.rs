//! A real S3 server in a process of its own (`tests/python/s3_server.py`), shared by the tests of this binary.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Output, Stdio};
use std::sync::{Mutex, OnceLock};

const BUCKET: &str = "hub";
const USER: &str = "AKIATEST";
const SECRET: &str = "a secret";

/// The server, listening.
pub(crate) struct Server {
    port: u16,
    /// Its input stays open as long as it is to run; it ends with this process at the latest.
    process: Mutex<(Child, BufReader<ChildStdout>)>,
}

/// The server; none where the Python packages are not there.
pub(crate) fn server() -> Option<&'static Server> {
    static SERVER: OnceLock<Option<Server>> = OnceLock::new();
    SERVER.get_or_init(start).as_ref()
}

fn start() -> Option<Server> {
    let Some(python) = std::env::var_os("DAYBOOK_TEST_PYTHON") else {
        println!("skipped: no DAYBOOK_TEST_PYTHON with an S3 server; run tests/run");
        return None;
    };
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/python/s3_server.py");
    let mut child = Command::new(python)
        .arg(script)
        .args([BUCKET, USER, SECRET])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut answers = BufReader::new(child.stdout.take().unwrap());
    let mut port = String::new();
    answers.read_line(&mut port).unwrap();
    Some(Server {
        port: port.trim().parse().unwrap(),
        process: Mutex::new((child, answers)),
    })
}

impl Server {
    /// The URL of a prefix.
    pub(crate) fn url(&self, prefix: &str) -> String {
        format!("s3://{BUCKET}/{prefix}")
    }

    /// The program with nothing but the server's address; credentials are to be added.
    pub(crate) fn program(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_daybook"));
        for (name, _) in std::env::vars() {
            if name.starts_with("AWS_") || name.starts_with("DAYBOOK_") {
                command.env_remove(name);
            }
        }
        command
            .env("HOME", "/nonexistent")
            .env(
                "AWS_ENDPOINT_URL",
                format!("http://127.0.0.1:{}", self.port),
            )
            .args(["--progress", "none"])
            .stdin(Stdio::null());
        command
    }

    /// The program with credentials.
    pub(crate) fn with_credentials(&self) -> Command {
        let mut command = self.program();
        command
            .env("AWS_ACCESS_KEY_ID", USER)
            .env("AWS_SECRET_ACCESS_KEY", SECRET);
        command
    }

    /// The program on the book of a prefix.
    pub(crate) fn daybook(&self, prefix: &str, arguments: &[&str]) -> Command {
        let mut command = self.with_credentials();
        command.args(["--book", &self.url(prefix)]).args(arguments);
        command
    }

    /// Runs it to the end, which is to be success; what it wrote to standard output.
    pub(crate) fn done(&self, prefix: &str, arguments: &[&str]) -> String {
        succeeded(self.daybook(prefix, arguments).output().unwrap())
    }

    /// A query's rows as CSV, without the header.
    pub(crate) fn rows(&self, prefix: &str, query: &str) -> Vec<String> {
        let csv = self.done(prefix, &["sql", "--format", "csv", query]);
        csv.lines().skip(1).map(str::to_string).collect()
    }

    /// Uploads a file.
    pub(crate) fn put(&self, key: &str, file: &Path) {
        self.ask(&format!("put '{key}' '{}'", file.display()));
    }

    /// Downloads an object.
    pub(crate) fn get(&self, key: &str) -> Vec<u8> {
        let folder = tempfile::tempdir().unwrap();
        let file: PathBuf = folder.path().join("object");
        self.ask(&format!("get '{key}' '{}'", file.display()));
        std::fs::read(file).unwrap()
    }

    /// The keys that begin with a prefix.
    pub(crate) fn list(&self, prefix: &str) -> Vec<String> {
        self.ask(&format!("list '{prefix}'"))
    }

    fn ask(&self, request: &str) -> Vec<String> {
        let mut process = self.process.lock().unwrap();
        let (child, answers) = &mut *process;
        writeln!(child.stdin.as_mut().unwrap(), "{request}").unwrap();
        let mut lines = Vec::new();
        loop {
            let mut line = String::new();
            let read = answers.read_line(&mut line).unwrap();
            assert!(read > 0, "the S3 server ended at `{request}`");
            match line.trim_end() {
                "" => return lines,
                line => lines.push(line.to_string()),
            }
        }
    }
}

/// The standard output of a program that is to have succeeded without a word of complaint.
pub(crate) fn succeeded(output: Output) -> String {
    let errors = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{errors}");
    for word in ["error", "warning", "WARN", "panicked"] {
        assert!(!errors.contains(word), "{errors}");
    }
    String::from_utf8(output.stdout).unwrap()
}
