//! Starting: what cannot work is said in one clear line.

use simulators::Outside;

use crate::support::{Folder, clock, refused, settings, start};

#[tokio::test]
async fn only_loopback_is_listened_on() {
    let state = Folder::new();
    let mut settings = settings(state.path());
    settings.address = "0.0.0.0".parse().unwrap();
    let line = refused(Outside::start(settings, clock().0).await);
    assert_eq!(line, "0.0.0.0 is not a loopback address: the simulators listen on loopback only");
}

#[tokio::test]
async fn an_occupied_port_is_named_with_its_flag() {
    let running = start().await;
    let state = Folder::new();
    let mut settings = settings(state.path());
    settings.smtp_port = running.outside.smtp().port();
    let line = refused(Outside::start(settings, clock().0).await);
    let expected = format!(
        "{} (mail) is occupied by another program: stop it or choose another port by --smtp-port",
        running.outside.smtp()
    );
    assert_eq!(line, expected);
}

#[tokio::test]
async fn an_unusable_state_folder_is_named() {
    let state = Folder::new();
    let file = state.path().join("a-file");
    std::fs::write(&file, "x").unwrap();
    let line = refused(Outside::start(settings(&file), clock().0).await);
    assert!(line.starts_with(&format!("the state in {} cannot be used, see --state-dir:", file.display())), "{line}");
    assert_eq!(line.lines().count(), 1);
}

#[tokio::test]
async fn two_programs_never_share_a_journal() {
    let running = start().await;
    let line = refused(Outside::start(settings(running.state.path()), clock().0).await);
    assert!(line.ends_with("another program holds it"), "{line}");
}

#[tokio::test]
async fn a_spoilt_journal_is_named_and_a_torn_last_line_is_cut() {
    let state = Folder::new();
    let journal = state.path().join("fund-journal.jsonl");
    std::fs::write(&journal, "{\"reset\":{\"cursor\":7}}\n{\"regis").unwrap();
    let outside = Outside::start(settings(state.path()), clock().0).await.unwrap();
    outside.stop().await;
    assert_eq!(std::fs::read_to_string(&journal).unwrap(), "{\"reset\":{\"cursor\":7}}\n");

    std::fs::write(&journal, "not json\n").unwrap();
    let line = refused(Outside::start(settings(state.path()), clock().0).await);
    assert!(line.contains("fund-journal.jsonl"), "{line}");
}
