//! The audit log: whatever is changed in the database file, the check names it. The changes are made by a connection that
//! knows nothing of us.

use crate::support::robot::{enter, register};
use crate::support::{BEGINNING, PASSWORD, TestApp};
use backend::audit::Command;
use backend::keys::Keys;
use backend::store::audit::{self, Event, Head};
use backend::store::{Db, Error, Limits, Store};
use backend::{App, Clock, Random};
use rusqlite::Connection;
use shared::values::iin::Iin;
use std::ffi::{OsStr, OsString};
use std::path::Path;
use tempfile::TempDir;
use time::Duration;

/// Rows in each log of these tests.
const ROWS: i64 = 6;

/// A server whose log has some rows.
async fn logged() -> TestApp {
    let app = TestApp::new().await;
    let iin: Iin = app.persona("aliya").iin.parse().unwrap();
    for row in 1..=ROWS {
        let at = app.app.clock.millis() + row;
        let put = move |db: &mut Db| {
            let detail = format!("row {row}");
            audit::put(db, &Event { at, kind: "test", iin: Some(&iin), code: "accepted", detail: &detail })
        };
        app.app.store.write(put).await.unwrap();
    }
    app
}

/// What `backend audit` says, and its exit code.
fn command(task: &str, database: &Path, further: &[&OsStr]) -> (i32, String) {
    let mut arguments: Vec<OsString> = ["backend", "audit", task, "--database"].map(OsString::from).to_vec();
    arguments.push(database.into());
    arguments.extend(further.iter().map(OsString::from));
    match Command::run(&arguments, &Clock::new(|| BEGINNING), &Random::system()) {
        Ok(said) => (0, said),
        Err((said, code)) => (code, said),
    }
}

/// What `backend audit verify` says, and its exit code.
pub fn verify(app: &TestApp, further: &[&str]) -> (i32, String) {
    let further: Vec<&OsStr> = further.iter().map(OsStr::new).collect();
    command("verify", &app.settings.database, &further)
}

/// A connection without our guards.
fn raw(app: &TestApp) -> Connection {
    let connection = Connection::open(&app.settings.database).unwrap();
    for trigger in ["audit_not_altered", "audit_not_removed", "audit_not_replaced"] {
        connection.execute_batch(&format!("drop trigger {trigger}")).unwrap();
    }
    connection
}

/// Each row of the table is one change to a log that holds; the answer names the first row that is not as it was written.
#[tokio::test]
async fn whatever_is_changed_is_named() {
    let whole = logged().await;
    let (code, said) = verify(&whole, &[]);
    assert_eq!(code, 0, "{said}");
    assert!(said.starts_with(&format!("the audit log is as it was written: {ROWS} rows, head {ROWS}:")), "{said}");
    for (change, named) in [
        ("update audit set detail = 'row 9' where number = 3", "row 3 was altered"),
        ("update audit set iin = '' where number = 1", "row 1 was altered"),
        ("update audit set at = at + 1 where number = 6", "row 6 was altered"),
        ("update audit set code = 'refused', kind = 'other' where number = 4", "row 4 was altered"),
        // What ends one field does not begin the next.
        ("update audit set kind = 'testa', code = 'ccepted' where number = 4", "row 4 was altered"),
        ("update audit set hash = zeroblob(32) where number = 2", "row 2 was altered"),
        ("update audit set previous = zeroblob(32) where number = 2", "row 2 was altered"),
        ("delete from audit where number = 3", "row 3 was removed"),
        ("delete from audit where number = 1", "row 1 was removed"),
        (
            "delete from audit where number = 3; update audit set number = number - 1 where number > 3",
            "row 3 was removed",
        ),
        (
            "update audit set number = -1 where number = 3; update audit set number = 3 where number = 4;
             update audit set number = 4 where number = -1",
            "row 3 stands in another place than it was written in",
        ),
        (
            "update audit set number = -1 where number = 2; update audit set number = 2 where number = 5;
             update audit set number = 5 where number = -1",
            "row 2 stands in another place than it was written in",
        ),
        ("delete from audit where number = 6", "row 6 and all after it were cut off"),
        ("delete from audit where number > 2", "row 3 and all after it were cut off"),
        ("delete from audit", "row 1 and all after it were cut off"),
        (
            "delete from audit where number = 6;
             update audit_head set number = 5, hash = (select hash from audit where number = 5)",
            "the head of the log is missing or was not written with this key",
        ),
        ("delete from audit_head", "the head of the log is missing or was not written with this key"),
        (
            "insert into audit select 7, at, kind, iin, code, detail, previous, hash from audit where number = 6",
            "row 7 stands in another place than it was written in",
        ),
    ] {
        let app = logged().await;
        raw(&app).execute_batch(change).unwrap();
        assert_eq!(verify(&app, &[]), (1, format!("the audit log is not as it was written: {named}")), "{change}");
    }
}

/// The server may run meanwhile: rows and head are read as of one moment, and what is written in between is not missed.
#[tokio::test]
async fn a_log_that_grows_meanwhile_is_no_log_cut_off() {
    let app = logged().await;
    let keys = Keys::read(&app.settings.database.with_extension("keys")).unwrap();
    let mut db = Db::open_to_read(&app.settings.database, keys.audit()).unwrap();
    let rows = "select count(*) from audit";
    assert_eq!(db.one::<(i64,)>(rows, &[]).unwrap(), Some((ROWS,)));
    let put = |db: &mut Db| {
        audit::put(db, &Event { at: 1, kind: "test", iin: None, code: "accepted", detail: "while somebody reads" })
    };
    app.app.store.write(put).await.unwrap();
    assert_eq!(audit::verify(&mut db, None).unwrap().map(|head| head.number), Ok(ROWS));
    drop(db);
    assert!(verify(&app, &[]).1.contains(&format!("{} rows", ROWS + 1)), "the next look sees it");
}

/// However long what somebody sends may be, a row is not.
#[tokio::test]
async fn a_row_has_an_end() {
    let app = logged().await;
    let put = |db: &mut Db| {
        audit::put(db, &Event { at: 1, kind: "long", iin: None, code: "refused", detail: &"ә".repeat(100_000) })
    };
    app.app.store.write(put).await.unwrap();
    assert_eq!(app.audited("long").await[0].detail, "ә".repeat(1000));
    assert_eq!(verify(&app, &[]).0, 0);
}

/// A file of before loses the index that no question needs, and with it no row.
#[tokio::test]
async fn an_index_of_before_is_dropped() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("old.db");
    let connection = Connection::open(&path).unwrap();
    connection.execute_batch(include_str!("../data/version_0.sql")).unwrap();
    let before = "create table audit (number integer primary key, at integer not null, kind text not null,
         iin text not null, code text not null, detail text not null, previous blob not null, hash blob not null) strict;
         create index audit_kind on audit (kind);
         insert into audit values (1, 1, 'test', '', 'accepted', '', zeroblob(32), zeroblob(32))";
    connection.execute_batch(before).unwrap();
    let keys = Keys::make(&path.with_extension("keys"), &Random::system()).unwrap();
    Store::open(&path, Limits::default(), keys.audit()).unwrap();
    let count = |what: &str| connection.query_row(what, [], |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!(count("select count(*) from sqlite_schema where name = 'audit_kind'"), 0);
    assert_eq!(count("select count(*) from audit"), 1);
}

/// Somebody who counts every later hash anew still lacks the key of the head.
#[tokio::test]
async fn a_chain_counted_anew_does_not_fit_the_head() {
    let app = logged().await;
    let forged = TestApp::with(|settings| {
        let key_file = settings.database.with_extension("other");
        Keys::make(&key_file, &Random::system()).unwrap();
        settings.key_file = Some(key_file);
    })
    .await;
    let at = forged.app.clock.millis();
    for row in 1..=ROWS {
        let put = move |db: &mut Db| {
            let detail = format!("forged {row}");
            audit::put(db, &Event { at, kind: "test", iin: None, code: "accepted", detail: &detail })
        };
        forged.app.store.write(put).await.unwrap();
    }
    let connection = raw(&app);
    let from = forged.settings.database.display();
    connection
        .execute_batch(&format!(
            "attach '{from}' as forged; delete from audit; insert into audit select * from forged.audit"
        ))
        .unwrap();
    let (code, said) = verify(&app, &[]);
    assert_eq!((code, said.ends_with("row 6 was altered")), (1, true), "{said}");
    connection.execute_batch("delete from audit_head; insert into audit_head select * from forged.audit_head").unwrap();
    let (code, said) = verify(&app, &[]);
    assert_eq!((code, said.contains("the head of the log")), (1, true), "another server's key: {said}");
}

/// A head kept elsewhere notices even a file put back from an older copy, whose own head is good.
#[tokio::test]
async fn a_kept_head_notices_an_older_copy() {
    let app = logged().await;
    let (code, head) = verify(&app, &["--head"]);
    assert_eq!((code, head.parse::<Head>().map(|head| head.number)), (0, Ok(ROWS)), "{head}");
    let copy = app.folder().join("copy.db");
    raw(&app).execute(&format!("vacuum into '{}'", copy.display()), []).unwrap();
    let put = |db: &mut Db| audit::put(db, &Event { at: 1, kind: "test", iin: None, code: "accepted", detail: "" });
    app.app.store.write(put).await.unwrap();
    let (_, newer) = verify(&app, &["--head"]);
    assert_eq!(verify(&app, &["--kept", &head]).0, 0, "the older head is still part of the log");
    assert_eq!(verify(&app, &["--kept", &newer]).0, 0);
    let keys = app.settings.key_file();
    let of_copy = |kept: &str| {
        let further = ["--key-file".as_ref(), keys.as_os_str(), "--kept".as_ref(), kept.as_ref()];
        command("verify", &copy, &further)
    };
    assert_eq!(of_copy(&head).0, 0);
    let said = "the audit log is not as it was written: row 7 is not the one whose head was kept".to_owned();
    assert_eq!(of_copy(&newer), (1, said));
}

/// Our own connection adds and does nothing else; a foreign one is stopped as long as the triggers stand.
#[tokio::test]
async fn rows_are_only_added() {
    let app = logged().await;
    let connection = Connection::open(&app.settings.database).unwrap();
    for change in [
        "update audit set detail = ''",
        "delete from audit where number = 6",
        "insert or replace into audit select 6, at, kind, iin, code, '', previous, hash from audit where number = 6",
    ] {
        let refused = connection.execute_batch(change).unwrap_err();
        assert!(refused.to_string().contains("the audit log is only added to"), "{change}: {refused}");
    }
    assert_eq!(verify(&app, &[]).0, 0);
}

/// After a tail was cut off the log goes on behind the gap, and the gap stays; after the head was forged nothing that must
/// be on record happens.
#[tokio::test]
async fn a_gap_is_never_closed() {
    let app = logged().await;
    let put = |db: &mut Db| audit::put(db, &Event { at: 1, kind: "test", iin: None, code: "accepted", detail: "" });
    raw(&app).execute_batch("delete from audit where number > 4").unwrap();
    app.app.store.write(put).await.unwrap();
    let gap = (1, "the audit log is not as it was written: row 5 was removed".to_owned());
    assert_eq!(verify(&app, &[]), gap);
    Connection::open(&app.settings.database).unwrap().execute_batch("update audit_head set number = 4").unwrap();
    let broken = app.app.store.write(put).await;
    assert!(matches!(broken, Err(Error::AuditBroken)), "{broken:?}");
}

/// A server with another key file would refuse whatever must be on record: it says so at the start and leaves the file as
/// it is. A head that is missing is for the check to tell.
#[tokio::test]
async fn another_key_file_is_told_at_the_start() {
    let app = logged().await;
    let mut settings = app.settings.clone();
    let other = app.folder().join("other.keys");
    Keys::make(&other, &Random::system()).unwrap();
    settings.key_file = Some(other);
    let open = || App::open(settings.clone(), app.clock.clock(), Random::system()).map(drop);
    let said = open().unwrap_err();
    assert!(said.contains("KEY_FILE is not the one") && said.contains("`backend audit verify`"), "{said}");
    assert!(!said.contains('\n'), "{said}");
    assert_eq!(verify(&app, &[]).0, 0);
    let change = "update audit_head set number = 5, hash = (select hash from audit where number = 5)";
    raw(&app).execute_batch(change).unwrap();
    let own = || App::open(app.settings.clone(), app.clock.clock(), Random::system()).map(drop);
    assert_eq!(own().unwrap_err(), said, "a head that was changed");
    Connection::open(&app.settings.database).unwrap().execute_batch("delete from audit_head").unwrap();
    assert_eq!((own(), open()), (Ok(()), Ok(())));
}

/// A new key file is made and the log goes on under it: the old one opens nothing any more, and passwords are set anew by a
/// code.
#[tokio::test]
async fn a_log_goes_on_under_a_new_key_file() {
    let mut app = TestApp::new().await;
    app.signed_in("aliya").await;
    let (database, new) = (app.settings.database.clone(), app.folder().join("new.keys"));
    let reseal = |old: &Path| {
        let further = ["--key-file".as_ref(), old.as_os_str(), "--new-key-file".as_ref(), new.as_os_str()];
        command("reseal", &database, &further)
    };
    let old = app.settings.key_file();
    let (_, head) = verify(&app, &["--head"]);
    let (code, said) = reseal(&old);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains(&format!("start the server with KEY_FILE={}", new.display())), "{said}");
    assert_eq!(app.audited("audit").await[0].code, "resealed");
    let kept = ["--kept", &head, "--key-file", new.to_str().unwrap()];
    assert_eq!(verify(&app, &kept).0, 0, "a head that was kept is still part of the log");
    assert_eq!(reseal(&new).0, 1, "it is the key of now");
    assert!(reseal(&old).1.contains("the head of the log is missing or was not written with this key"));

    let put = |db: &mut Db| audit::put(db, &Event { at: 1, kind: "test", iin: None, code: "accepted", detail: "" });
    let stopped = app.app.store.write(put).await;
    assert!(matches!(stopped, Err(Error::AuditBroken)), "a server that was not stopped: {stopped:?}");
    assert!(App::open(app.settings.clone(), app.clock.clock(), Random::system()).is_err());
    app.restart(|settings| settings.key_file = Some(new.clone()));
    app.clock.advance(Duration::minutes(1));
    let (browser, persona) = (app.browser(), app.persona("aliya"));
    assert_eq!(enter(&browser, &persona.iin, PASSWORD).await.verdict(), "401 wrong-credentials");
    assert_eq!(register(&app, &browser, &persona, PASSWORD).await.verdict(), "200");
    assert_eq!(verify(&app, &kept).0, 0);
}

/// A log that is not whole is not brought under a new key, and no key is made for it.
#[tokio::test]
async fn a_log_that_is_not_whole_is_not_resealed() {
    let app = logged().await;
    raw(&app).execute_batch("delete from audit where number = 2").unwrap();
    let new = app.folder().join("new.keys");
    let fault = (1, "the audit log is not as it was written: row 2 was removed".to_owned());
    let further = ["--new-key-file".as_ref(), new.as_os_str()];
    assert_eq!(command("reseal", &app.settings.database, &further), fault);
    assert!(!new.exists());
    assert_eq!(verify(&app, &[]), fault, "all is as it was");
}

/// An event is on record exactly when what it is about was kept.
#[tokio::test]
async fn what_was_taken_back_is_not_on_record() {
    let app = logged().await;
    let failed = app.app.store.write(|db| {
        audit::put(db, &Event { at: 1, kind: "test", iin: None, code: "accepted", detail: "" })?;
        Err::<(), _>(Error::Busy)
    });
    failed.await.unwrap_err();
    let (code, said) = verify(&app, &[]);
    assert_eq!((code, said.contains(&format!("{ROWS} rows"))), (0, true), "{said}");
}

/// The command says in one line what it misses, and starts no server.
#[test]
fn the_command_says_what_is_missing() {
    let folder = TempDir::new().unwrap();
    let database = folder.path().join("cabinet.db");
    let run = |further: &[&OsStr]| command("verify", &database, further);
    let (code, said) = run(&[]);
    assert!(said.starts_with("error: KEY_FILE") && !said.contains('\n'), "{said}");
    assert_eq!(code, 1);
    Keys::make(&database.with_extension("keys"), &Random::system()).unwrap();
    let (code, said) = run(&[]);
    assert!(said.starts_with("error: DATABASE") && !said.contains('\n'), "{said}");
    assert_eq!((code, database.exists()), (1, false), "a database is not made by looking for it");
    let (code, said) = run(&["--kept".as_ref(), "12".as_ref()]);
    assert!(said.contains("a head is a number") && !said.contains('\n'), "{said}");
    assert_eq!(code, 2);
    assert!(!Command::is_asked(&["backend".into(), "--listen".into()]));
}

/// The program itself: with `audit verify` it reads two files and ends, without it it is the server it was.
#[tokio::test]
async fn the_program_verifies_and_ends() {
    let app = logged().await;
    let program = |arguments: &[&str]| {
        let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_backend"));
        program.args(arguments).env_clear().env("DATABASE", &app.settings.database).output().unwrap()
    };
    let good = program(&["audit", "verify"]);
    assert_eq!((good.status.code(), good.stderr.is_empty()), (Some(0), true), "{good:?}");
    assert!(String::from_utf8_lossy(&good.stdout).starts_with("the audit log is as it was written"));
    raw(&app).execute_batch("delete from audit where number = 2").unwrap();
    let bad = program(&["audit", "verify"]);
    let said = String::from_utf8_lossy(&bad.stderr).into_owned();
    assert_eq!((bad.status.code(), said.lines().count()), (Some(1), 1), "{said}");
    assert!(said.contains("row 2 was removed"), "{said}");
    let server = program(&["--listen", "nowhere"]);
    assert_eq!(server.status.code(), Some(2), "an argument of the server: {server:?}");
}
