//! Letters arrive over the real protocol.

use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{MultiPart, header::ContentType},
};
use simulators::modes::{Mode, Register};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::TcpStream,
};

use crate::support::{Running, start};

fn transport(running: &Running) -> AsyncSmtpTransport<Tokio1Executor> {
    let smtp = running.outside.smtp();
    AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(smtp.ip().to_string()).port(smtp.port()).build()
}

fn letter(to: &str) -> lettre::message::MessageBuilder {
    Message::builder().from("Кабинет <cabinet@qor.example>".parse().unwrap()).to(to.parse().unwrap())
}

/// subject and words of a letter come through in Kazakh, with every dot at the start of a line.
#[tokio::test]
async fn a_letter_comes_through() {
    let running = start().await;
    let text = "Бір реттік код: 123456\n.\n..екі нүкте\nӘ Ғ Қ Ң Ө Ұ Ү Һ І";
    let plain = letter("aliya@posta.example").subject("Бір реттік код").header(ContentType::TEXT_PLAIN);
    transport(&running).send(plain.body(text.to_owned()).unwrap()).await.unwrap();
    let both = letter("gulnar@posta.example").subject("Екі бөлік");
    let both =
        both.multipart(MultiPart::alternative_plain_html("мәтін".to_owned(), "<p>мәтін</p>".to_owned())).unwrap();
    transport(&running).send(both).await.unwrap();

    let inbox = running.outside.messages();
    assert_eq!(inbox.len(), 2);
    assert_eq!(inbox[0].to, "aliya@posta.example");
    assert_eq!(inbox[0].subject.as_deref(), Some("Бір реттік код"));
    assert_eq!(inbox[0].text, text);
    assert_eq!(inbox[1].text, "мәтін");
}

/// The same letter handed over twice, because the first answer was lost, is in a mailbox once; in another mailbox, or with
/// another Message-ID, it is another one.
#[tokio::test]
async fn a_letter_sent_twice_arrives_once() {
    let running = start().await;
    for (to, id) in [
        ("aliya@posta.example", "<1@qor.example>"),
        ("aliya@posta.example", "<1@qor.example>"),
        ("aliya@posta.example", "<2@qor.example>"),
        ("gulnar@posta.example", "<1@qor.example>"),
    ] {
        let letter = letter(to).subject("x").message_id(Some(id.to_owned())).body("x".to_owned()).unwrap();
        transport(&running).send(letter).await.unwrap();
    }
    let to: Vec<String> = running.outside.messages().into_iter().map(|it| it.to).collect();
    assert_eq!(to, ["aliya@posta.example", "aliya@posta.example", "gulnar@posta.example"]);
}

#[tokio::test]
async fn a_mail_server_that_is_off_says_so() {
    let running = start().await;
    running.outside.set_register(Register::Mail, Mode::OFF);
    let letter = letter("aliya@posta.example").subject("x").body("x".to_owned()).unwrap();
    let error = transport(&running).send(letter).await.unwrap_err();
    assert_eq!(error.status().map(|code| code.to_string()).as_deref(), Some("421"));
    assert!(running.outside.messages().is_empty());
}

/// Sends lines one by one and gives back the reply codes; a reply of several lines counts once.
async fn talk(running: &Running, lines: &[&str]) -> Vec<String> {
    let mut stream = BufReader::new(TcpStream::connect(running.outside.smtp()).await.unwrap());
    let mut codes = Vec::new();
    for line in std::iter::once(&"").chain(lines) {
        if !line.is_empty() {
            stream.get_mut().write_all(format!("{line}\r\n").as_bytes()).await.unwrap();
        }
        let mut reply = String::new();
        while reply.lines().last().is_none_or(|last| last.as_bytes().get(3) != Some(&b' ')) {
            assert_ne!(stream.read_line(&mut reply).await.unwrap(), 0, "closed after {line}");
        }
        codes.push(reply[..3].to_owned());
    }
    codes
}

/// RFC 5321, 4.1.4: the order of commands, each wrong step with its own code.
#[tokio::test]
async fn the_order_of_commands() {
    let running = start().await;
    let table = [
        (&["MAIL FROM:<a@b.example>", "QUIT"][..], "220 503 221"),
        (&["EHLO x", "RCPT TO:<a@b.example>", "DATA"], "220 250 503 503"),
        (&["EHLO x", "MAIL FROM:<>", "MAIL FROM:<>", "RSET", "MAIL FROM:<>"], "220 250 250 503 250 250"),
        (
            &["HELO x", "MAIL FROM:<>", "RCPT TO:<a@b.example>", "DATA", "Subject: x\r\n\r\ny\r\n."],
            "220 250 250 250 354 250",
        ),
        (&["EHLO x", "MAIL FROM:<> SIZE=9999999", "NOOP", "VRFY a", "STARTTLS"], "220 250 552 250 252 500"),
    ];
    for (lines, codes) in table {
        assert_eq!(talk(&running, lines).await.join(" "), codes, "{lines:?}");
    }
    assert_eq!(talk(&running, &[&"x".repeat(5000), "NOOP"]).await.join(" "), "220 500 250");
    assert_eq!(running.outside.messages().len(), 1);
}

#[tokio::test]
async fn a_letter_that_is_too_large_is_refused_and_the_talk_goes_on() {
    let running = start().await;
    let huge = format!("Subject: x\r\n\r\n{}.", format!("{}\r\n", "z".repeat(998)).repeat(1100));
    let lines = ["EHLO x", "MAIL FROM:<>", "RCPT TO:<a@b.example>", "DATA", &huge, "NOOP"];
    assert_eq!(talk(&running, &lines).await.join(" "), "220 250 250 250 354 552 250");
    assert!(running.outside.messages().is_empty());
}
