//! The real program: one clear line for what is wrong, and no panic.

use crate::support::{TestApp, dist};
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Output, Stdio};

/// The program with settings that work, over the outside world of a test.
pub fn program(app: &TestApp, folder: &Path) -> Command {
    let settings = &app.settings;
    let mut program = Command::new(env!("CARGO_BIN_EXE_backend"));
    program
        .env_clear()
        .env("LISTEN", "127.0.0.1:0")
        .env("DATABASE", folder.join("cabinet.db"))
        .env("DIST", dist(folder))
        .env("PUBLIC_ORIGIN", "http://127.0.0.1:8080")
        .env("FUND_URL", &settings.fund_url)
        .env("PERSON_REGISTER_URL", &settings.person_register_url)
        .env("DISABILITY_REGISTER_URL", &settings.disability_register_url)
        .env("BANK_DIRECTORY_URL", &settings.bank_directory_url)
        .env("SMS_URL", &settings.sms_url)
        .env("SMTP_URL", &settings.smtp_url)
        .env("OCSP_URL", &settings.ocsp_url)
        .env("TRUST_ANCHORS", &settings.trust_anchors);
    program
}

fn complaint(output: &Output) -> String {
    assert!(!output.status.success());
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(said.trim_end().lines().count(), 1, "{said}");
    assert!(!said.contains("panicked"), "{said}");
    said
}

#[tokio::test]
async fn what_is_wrong_is_told_in_one_line() {
    let app = TestApp::new().await;
    let folder = app.folder().join("program");
    let empty = app.folder().join("empty");
    std::fs::create_dir_all(&empty).unwrap();
    let file = app.folder().join("file");
    std::fs::write(&file, "this is no database, and longer than the header of one is".repeat(20)).unwrap();
    let occupied = TcpListener::bind("127.0.0.1:0").unwrap();
    let occupied = occupied.local_addr().unwrap().to_string();
    let inside_a_file = file.join("cabinet.db").display().to_string();
    let (file, empty) = (file.display().to_string(), empty.display().to_string());
    for (name, value, says) in [
        ("LISTEN", "nowhere", "invalid value 'nowhere' for '--listen <LISTEN>'"),
        ("LISTEN", &occupied, "Address already in use"),
        ("PUBLIC_ORIGIN", "http://cabinet.example", "must be https"),
        ("NCALAYER", "wss://10.0.0.1:13579", "must be on loopback"),
        ("FUND_URL", "fund", "invalid value 'fund'"),
        ("SMTP_URL", "http://127.0.0.1", "must be an smtp://"),
        ("MAIL_FROM", "nobody", "invalid value 'nobody'"),
        ("PROOF_OF_WORK_MAX", "0", "invalid value '0'"),
        ("CODE_MINUTES", "0", "invalid value '0'"),
        ("CODE_MINUTES", "16", "16 is not in 1..=15"),
        ("DIST", &empty, "no index.html"),
        ("TRUST_ANCHORS", &empty, "no certificate"),
        ("TRUST_ANCHORS", "/nowhere", "TRUST_ANCHORS /nowhere"),
        ("DATABASE", &inside_a_file, "Not a directory"),
        ("DATABASE", &empty, "missing, and without it"),
        ("KEY_FILE", &file, "KEY_FILE"),
    ] {
        std::fs::create_dir_all(&folder).unwrap();
        let output = program(&app, &folder).env(name, value).output().unwrap();
        let said = complaint(&output);
        assert!(said.contains(says), "{name}={value}: {said}");
        std::fs::remove_dir_all(&folder).unwrap();
    }
    std::fs::create_dir_all(&folder).unwrap();
    let output = program(&app, &folder).env_remove("FUND_URL").output().unwrap();
    assert!(complaint(&output).contains("--fund-url"));
}

#[tokio::test]
async fn a_file_that_is_no_database_is_told() {
    let app = TestApp::new().await;
    let folder = app.folder().join("program");
    std::fs::create_dir_all(&folder).unwrap();
    assert!(Started::by(&mut program(&app, &folder)).stop().success());
    for ending in ["db", "db-wal", "db-shm"] {
        std::fs::remove_file(folder.join(format!("cabinet.{ending}"))).ok();
    }
    std::fs::write(folder.join("cabinet.db"), "no database ".repeat(100)).unwrap();
    let said = complaint(&program(&app, &folder).output().unwrap());
    assert!(said.contains("DATABASE") && said.contains("not a database"), "{said}");
}

#[tokio::test]
async fn the_program_tells_its_address_and_ends_when_asked() {
    let app = TestApp::new().await;
    let folder = app.folder().join("program");
    std::fs::create_dir_all(&folder).unwrap();
    let started = Started::by(&mut program(&app, &folder));
    for name in ["cabinet.keys", "cabinet.db", "cabinet.db-wal", "cabinet.db-shm"] {
        let mode = std::fs::metadata(folder.join(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name} is its owner's alone");
    }
    assert!(started.stop().success());

    // The same keys and database serve the next start; without the keys it says so, and to others they are closed.
    assert!(Started::by(&mut program(&app, &folder)).stop().success());
    std::fs::set_permissions(folder.join("cabinet.keys"), std::fs::Permissions::from_mode(0o644)).unwrap();
    assert!(complaint(&program(&app, &folder).output().unwrap()).contains("chmod 600"));
    std::fs::remove_file(folder.join("cabinet.keys")).unwrap();
    assert!(complaint(&program(&app, &folder).output().unwrap()).contains("missing"));
}

#[tokio::test]
async fn the_cabinet_starts_while_the_outside_world_is_silent() {
    let app = TestApp::new().await;
    let folder = app.folder().join("program");
    std::fs::create_dir_all(&folder).unwrap();
    let mut program = program(&app, &folder);
    for name in ["FUND_URL", "PERSON_REGISTER_URL", "SMS_URL", "OCSP_URL"] {
        program.env(name, "http://127.0.0.1:9");
    }
    assert!(Started::by(&mut program).stop().success());
}

/// The program, running; it ends with this at the latest.
pub struct Started {
    child: Child,
    /// Where it listens, `http://127.0.0.1:12345`.
    pub address: String,
}

impl Started {
    /// Starts it and waits for its address.
    pub fn by(program: &mut Command) -> Self {
        let mut child = program.stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim_end().strip_prefix("listening on ").unwrap_or_else(|| panic!("{line}")).to_owned();
        assert!(address.starts_with("http://127.0.0.1:"), "{line}");
        Self { child, address }
    }

    /// Asks it to end, and waits until it has.
    pub fn stop(mut self) -> ExitStatus {
        let asked = Command::new("kill").arg(self.child.id().to_string()).status().unwrap();
        assert!(asked.success());
        self.child.wait().unwrap()
    }
}

impl Drop for Started {
    fn drop(&mut self) {
        // A test that failed leaves no program behind; of one that has ended this asks nothing.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}
