//! The store's promises: neighbours keep their rows, a panic is one caller's, a full queue answers at once, and a file of
//! an older version is brought over.

#![expect(clippy::unwrap_used, reason = "in a test an unwrap is a failed test")]

use backend::Random;
use backend::keys::{Keys, Seal};
use backend::store::{Db, Error, Limits, Result, Store, accounts, evidence, sessions};
use shared::auth::views::EntranceWay;
use signing::receipt::KeptEvidence;
use std::sync::mpsc;
use tempfile::TempDir;
use tokio::task::JoinSet;

/// A seal for the audit log of this folder's store.
fn seal(folder: &TempDir) -> Seal {
    let path = folder.path().join("test.keys");
    let keys = if path.exists() { Keys::read(&path).unwrap() } else { Keys::make(&path, &Random::system()).unwrap() };
    keys.audit()
}

/// A store with a table to count in.
async fn store(folder: &TempDir, limits: Limits) -> Store {
    let store = Store::open(&folder.path().join("test.db"), limits, seal(folder)).unwrap();
    let made =
        store.write(|db| db.run("create table if not exists note (id integer primary key, text text) strict", &[]));
    made.await.unwrap();
    store
}

fn add(db: &mut Db, id: i64, text: &str) -> Result<()> {
    db.run("insert into note (id, text) values ($1, $2)", &[&id, &text]).map(drop)
}

async fn ids(store: &Store) -> Vec<i64> {
    let all = store.read(|db| db.all::<(i64,)>("select id from note order by id", &[])).await.unwrap();
    all.into_iter().map(|(id,)| id).collect()
}

#[tokio::test]
async fn arguments_are_bound_by_their_number() {
    let folder = TempDir::new().unwrap();
    let store = store(&folder, Limits::default()).await;
    let found = store.read(|db| db.one::<(String, i64, String)>("select $2, $3, $2 where $1", &[&true, &"b", &3_i64]));
    assert_eq!(found.await.unwrap(), Some(("b".to_owned(), 3, "b".to_owned())));
    let missing = store.read(|db| db.one::<(i64,)>("select $2", &[&1_i64])).await;
    assert!(matches!(missing, Err(Error::Sql(_))), "{missing:?}");
}

/// Holds the writer until told otherwise, so that what is sent meanwhile stands in one transaction.
struct Held {
    go_on: mpsc::Sender<()>,
    done: tokio::task::JoinHandle<Result<()>>,
}

async fn hold_writer(store: &Store) -> Held {
    let (begun, mut has_begun) = tokio::sync::mpsc::channel(1);
    let (go_on, may_end) = mpsc::channel::<()>();
    let store = store.clone();
    let done = tokio::spawn(async move {
        store
            .write(move |_| {
                begun.blocking_send(()).expect("the test waits");
                may_end.recv().expect("the test tells");
                Ok(())
            })
            .await
    });
    has_begun.recv().await.unwrap();
    Held { go_on, done }
}

impl Held {
    async fn release(self) {
        self.go_on.send(()).unwrap();
        self.done.await.unwrap().unwrap();
    }
}

#[tokio::test]
async fn a_panic_and_an_error_take_only_their_own_rows() {
    let folder = TempDir::new().unwrap();
    let store = store(&folder, Limits::default()).await;
    let held = hold_writer(&store).await;
    let mut all = JoinSet::new();
    for id in 1..=8_i64 {
        let store = store.clone();
        all.spawn(async move {
            let done: Result<()> = store
                .write(move |db| {
                    add(db, id, "kept")?;
                    assert_ne!(id, 3, "three panics");
                    if id == 5 { Err(Error::Busy) } else { Ok(()) }
                })
                .await;
            (id, done)
        });
    }
    held.release().await;
    while let Some(done) = all.join_next().await {
        let (id, done) = done.unwrap();
        match (id, done) {
            (3, Err(Error::Panicked(words))) => assert!(words.contains("three panics")),
            (5, Err(Error::Busy)) => {}
            (_, done) => assert!(done.is_ok(), "{id}: {done:?}"),
        }
    }
    assert_eq!(ids(&store).await, [1, 2, 4, 6, 7, 8]);
}

#[tokio::test]
async fn a_refused_statement_is_an_error_of_its_caller() {
    let folder = TempDir::new().unwrap();
    let store = store(&folder, Limits::default()).await;
    store.write(|db| add(db, 1, "first")).await.unwrap();
    let twice = store
        .write(|db| {
            add(db, 2, "taken back")?;
            add(db, 1, "twice")
        })
        .await;
    assert!(matches!(twice, Err(Error::Sql(_))), "{twice:?}");
    assert_eq!(ids(&store).await, [1]);
}

#[tokio::test]
async fn a_read_keeps_nothing_and_sees_one_state() {
    let folder = TempDir::new().unwrap();
    let store = store(&folder, Limits::default()).await;
    store.read(|db| add(db, 1, "written by a reader")).await.unwrap();
    assert!(ids(&store).await.is_empty());
}

#[tokio::test]
async fn a_full_queue_answers_at_once() {
    let folder = TempDir::new().unwrap();
    let store = store(&folder, Limits { readers: 1, queue: 4 }).await;
    let held = hold_writer(&store).await;
    let mut all = JoinSet::new();
    for id in 1..=10_i64 {
        let store = store.clone();
        all.spawn(async move { store.write(move |db| add(db, id, "queued")).await });
    }
    for _ in 0..6 {
        let refused = all.join_next().await.unwrap().unwrap();
        assert!(matches!(refused, Err(Error::Full)), "{refused:?}");
    }
    held.release().await;
    while let Some(done) = all.join_next().await {
        done.unwrap().unwrap();
    }
    assert_eq!(ids(&store).await.len(), 4);
}

#[tokio::test]
async fn work_that_nobody_waits_for_is_skipped() {
    let folder = TempDir::new().unwrap();
    let store = store(&folder, Limits::default()).await;
    let held = hold_writer(&store).await;
    let gone = tokio::spawn({
        let store = store.clone();
        async move { store.write(|db| add(db, 1, "gone")).await }
    });
    tokio::task::yield_now().await;
    gone.abort();
    assert!(gone.await.unwrap_err().is_cancelled());
    held.release().await;
    store.write(|db| add(db, 2, "next")).await.unwrap();
    assert_eq!(ids(&store).await, [2]);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_servers_share_one_file() {
    let folder = TempDir::new().unwrap();
    let (one, two) = (store(&folder, Limits::default()).await, store(&folder, Limits::default()).await);
    let mut all = JoinSet::new();
    for id in 0..200_i64 {
        let store = if id % 2 == 0 { one.clone() } else { two.clone() };
        all.spawn(async move {
            store
                .write(move |db| {
                    let (count,): (i64,) = db.one("select count(*) from note", &[])?.unwrap_or_default();
                    add(db, id, &count.to_string())
                })
                .await
        });
    }
    while let Some(done) = all.join_next().await {
        done.unwrap().unwrap();
    }
    let counts = one.read(|db| db.all::<(i64,)>("select distinct cast(text as integer) from note", &[])).await.unwrap();
    assert_eq!(counts.len(), 200, "no closure saw the state of another half done");
}

#[tokio::test(flavor = "multi_thread")]
async fn servers_that_start_together_make_the_tables_once() {
    let folder = TempDir::new().unwrap();
    let (path, seal) = (folder.path().join("test.db"), seal(&folder));
    let starts: Vec<_> = (0..8)
        .map(|_| {
            let path = path.clone();
            std::thread::spawn(move || Store::open(&path, Limits::default(), seal).map(drop))
        })
        .collect();
    for start in starts {
        start.join().unwrap().unwrap();
    }
}

#[tokio::test]
async fn what_was_answered_is_there_after_a_restart() {
    let folder = TempDir::new().unwrap();
    let first = store(&folder, Limits::default()).await;
    first.write(|db| add(db, 1, "kept")).await.unwrap();
    drop(first);
    assert_eq!(ids(&store(&folder, Limits::default()).await).await, [1]);
}

/// A database file as the version before the first numbered step left it.
fn file_of_version_0(folder: &TempDir) -> std::path::PathBuf {
    let path = folder.path().join("old.db");
    let connection = rusqlite::Connection::open(&path).unwrap();
    connection.execute_batch(include_str!("data/version_0.sql")).unwrap();
    path
}

/// Name, type, «not null» and place in the key of every column, and every index.
async fn shape(store: &Store) -> Vec<(String, String, String, bool, i64)> {
    let columns = "select t.name, c.name, c.type, c.\"notnull\", c.pk from sqlite_schema t, pragma_table_info(t.name) c
         where t.type = 'table'
         union all select tbl_name, name, 'index', 0, 0 from sqlite_schema where type = 'index' and sql is not null
         order by 1, 2";
    store.read(move |db| db.all(columns, &[])).await.unwrap()
}

/// A file of an older version keeps its rows and gets the tables of this version, however often it is opened.
#[tokio::test]
async fn a_file_of_an_older_version_is_brought_over_once() {
    let folder = TempDir::new().unwrap();
    let path = file_of_version_0(&folder);
    for _ in 0..3 {
        let store = Store::open(&path, Limits::default(), seal(&folder)).unwrap();
        let found = store.read(|db| {
            let seen = sessions::find(db, &[7; 32], 1_795_516_261_000)?.unwrap();
            let account = accounts::find(db, &seen.iin)?.unwrap();
            let listed = sessions::list(db, &seen.iin, 1_795_516_261_000)?;
            let kept = evidence::of(db, &seen.iin, "2026-000001")?;
            Ok::<_, Error>((seen.way, account.password, account.name.given, listed, kept))
        });
        let (way, password, given, listed, kept) = found.await.unwrap();
        assert_eq!(kept, Some(KeptEvidence::Ocsp { answer: vec![0x30, 0x03], nonce: [0; 32] }));
        assert_eq!((way, given.as_str()), (EntranceWay::Password, "ӘЛИЯ"));
        assert_eq!(password.as_deref(), Some("$argon2id$hash"));
        assert_eq!(listed.len(), 2);
        assert!(listed[0].id.len() == 32 && listed[0].id != listed[1].id, "each has an identifier of its own");
    }
    let brought_over = shape(&Store::open(&path, Limits::default(), seal(&folder)).unwrap()).await;
    let fresh = Store::open(&folder.path().join("fresh.db"), Limits::default(), seal(&folder)).unwrap();
    for known in shape(&fresh).await {
        assert!(brought_over.contains(&known), "{known:?} is missing or different in {brought_over:?}");
    }
}

/// Two servers that start on an old file at once do it once, and both serve.
#[tokio::test]
async fn two_servers_bring_an_old_file_over_once() {
    let folder = TempDir::new().unwrap();
    let (path, seal) = (file_of_version_0(&folder), seal(&folder));
    let open = |path: std::path::PathBuf| std::thread::spawn(move || Store::open(&path, Limits::default(), seal));
    let opened: Vec<_> = (0..4).map(|_| open(path.clone())).collect();
    for store in opened {
        let store = store.join().unwrap().unwrap();
        let (count,) = store.read(|db| db.one::<(i64,)>("select count(*) from session", &[])).await.unwrap().unwrap();
        assert_eq!(count, 2);
    }
}

/// A file of a newer version is left as it is.
#[tokio::test]
async fn a_file_of_a_newer_version_is_refused() {
    let folder = TempDir::new().unwrap();
    let path = file_of_version_0(&folder);
    rusqlite::Connection::open(&path).unwrap().execute_batch("pragma user_version = 9999").unwrap();
    let refused = Store::open(&path, Limits::default(), seal(&folder)).err().unwrap();
    assert!(matches!(refused, Error::Newer { found: 9999, .. }), "{refused}");
}
