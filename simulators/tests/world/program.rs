//! The program as it is started by hand: one line of addresses, one line when it cannot start, an end on a signal.

use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
};

use crate::support::{Folder, settings};

fn program(state: &Folder, http_port: u16) -> Child {
    let authority = settings(state.path()).authority_dir.unwrap();
    Command::new(env!("CARGO_BIN_EXE_simulators"))
        .args(["--smtp-port", "0", "--ncalayer-port", "0", "--http-port", &http_port.to_string()])
        .env("SIMULATORS_STATE", state.path())
        .env("SIMULATORS_AUTHORITY", authority)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

#[test]
fn it_prints_its_addresses_and_ends_on_a_signal() {
    for signal in ["INT", "TERM"] {
        let state = Folder::new();
        let mut program = program(&state, 0);
        let mut line = String::new();
        BufReader::new(program.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        assert!(line.starts_with("simulators: desk http://127.0.0.1:"), "{line}");
        assert!(line.contains("/desk/, mail 127.0.0.1:") && line.contains(", NCALayer ws://127.0.0.1:"), "{line}");
        let sent = Command::new("kill").args(["-s", signal, &program.id().to_string()]).status().unwrap();
        assert!(sent.success());
        assert!(program.wait().unwrap().success(), "{signal}");
    }
}

#[test]
fn an_occupied_port_is_one_line() {
    let state = Folder::new();
    let squatter = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let output = program(&state, squatter.local_addr().unwrap().port()).wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(said.contains("(HTTP) is occupied by another program") && said.contains("--http-port"), "{said}");
}
