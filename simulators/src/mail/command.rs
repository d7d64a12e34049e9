//! Commands of the mail protocol, read from a line (RFC 5321 section 4.1).

/// The largest letter that is taken, in bytes, as told after `EHLO`.
pub const LARGEST: usize = 1024 * 1024;

/// A command.
#[derive(Debug, PartialEq, Eq)]
pub enum Command {
    /// `HELO domain`.
    Helo,
    /// `EHLO domain`.
    Ehlo,
    /// `MAIL FROM:<path>` with the size that was announced.
    Mail { size: usize },
    /// `RCPT TO:<address>`.
    Rcpt(String),
    /// `DATA`.
    Data,
    /// `RSET`.
    Rset,
    /// `NOOP`.
    Noop,
    /// `VRFY`: neither confirmed nor denied.
    Vrfy,
    /// `QUIT`.
    Quit,
}

/// Why a line is no command; each has its reply code.
#[derive(Debug, PartialEq, Eq)]
pub enum Wrong {
    /// Not a command of this protocol.
    Unknown,
    /// The arguments are not those of the command.
    Arguments,
    /// A parameter that was not offered.
    Parameter,
}

/// Reads a line without its end.
pub fn parse(line: &str) -> Result<Command, Wrong> {
    let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
    let rest = rest.trim();
    match verb.to_ascii_uppercase().as_str() {
        "HELO" if !rest.is_empty() => Ok(Command::Helo),
        "EHLO" if !rest.is_empty() => Ok(Command::Ehlo),
        "HELO" | "EHLO" => Err(Wrong::Arguments),
        "MAIL" => mail(rest),
        "RCPT" => rcpt(rest),
        "DATA" => bare(rest, Command::Data),
        "RSET" => bare(rest, Command::Rset),
        "QUIT" => bare(rest, Command::Quit),
        "NOOP" => Ok(Command::Noop),
        "VRFY" => Ok(Command::Vrfy),
        _ => Err(Wrong::Unknown),
    }
}

fn bare(rest: &str, command: Command) -> Result<Command, Wrong> {
    if rest.is_empty() { Ok(command) } else { Err(Wrong::Arguments) }
}

fn mail(rest: &str) -> Result<Command, Wrong> {
    let (path, parameters) = path(rest, "FROM:")?;
    if !path.is_empty() {
        address(path)?;
    }
    let mut size = 0;
    for parameter in parameters.split_ascii_whitespace() {
        let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
        match name.to_ascii_uppercase().as_str() {
            "SIZE" => size = value.parse().map_err(|_| Wrong::Arguments)?,
            "BODY" if matches!(value.to_ascii_uppercase().as_str(), "7BIT" | "8BITMIME") => {}
            "SMTPUTF8" if value.is_empty() => {}
            _ => return Err(Wrong::Parameter),
        }
    }
    Ok(Command::Mail { size })
}

fn rcpt(rest: &str) -> Result<Command, Wrong> {
    let (path, parameters) = path(rest, "TO:")?;
    if !parameters.is_empty() {
        return Err(Wrong::Parameter);
    }
    Ok(Command::Rcpt(address(path)?.to_owned()))
}

/// `<path>` after its keyword, and what follows it. A source route (`@a,@b:`) is read over, as section 4.1.1.3 asks.
fn path<'a>(rest: &'a str, keyword: &str) -> Result<(&'a str, &'a str), Wrong> {
    let head = rest.get(..keyword.len()).ok_or(Wrong::Arguments)?;
    if !head.eq_ignore_ascii_case(keyword) {
        return Err(Wrong::Arguments);
    }
    let inner = rest[keyword.len()..].trim_start().strip_prefix('<').ok_or(Wrong::Arguments)?;
    let (path, parameters) = inner.split_once('>').ok_or(Wrong::Arguments)?;
    let path = if path.starts_with('@') { path.split_once(':').ok_or(Wrong::Arguments)?.1 } else { path };
    Ok((path, parameters.trim()))
}

fn address(path: &str) -> Result<&str, Wrong> {
    let (local, domain) = path.rsplit_once('@').ok_or(Wrong::Arguments)?;
    let sound =
        !local.is_empty() && !domain.is_empty() && !path.contains(|c: char| c.is_whitespace() || c.is_control());
    if sound && path.len() <= 254 { Ok(path) } else { Err(Wrong::Arguments) }
}

#[cfg(test)]
mod tests {
    use super::{Command, Wrong, parse};

    #[test]
    fn lines_become_commands() {
        let table: &[(&str, Result<Command, Wrong>)] = &[
            ("EHLO cabinet.example", Ok(Command::Ehlo)),
            ("helo x", Ok(Command::Helo)),
            ("EHLO", Err(Wrong::Arguments)),
            ("MAIL FROM:<>", Ok(Command::Mail { size: 0 })),
            ("mail from:<a@b.example> size=12 BODY=8BITMIME", Ok(Command::Mail { size: 12 })),
            ("MAIL FROM: <a@b.example>", Ok(Command::Mail { size: 0 })),
            ("MAIL FROM:<a@b.example> RET=FULL", Err(Wrong::Parameter)),
            ("MAIL FROM:a@b.example", Err(Wrong::Arguments)),
            ("RCPT TO:<a@b.example>", Ok(Command::Rcpt("a@b.example".into()))),
            ("RCPT TO:<@x.example,@y.example:a@b.example>", Ok(Command::Rcpt("a@b.example".into()))),
            ("RCPT TO:<ab.example>", Err(Wrong::Arguments)),
            ("RCPT TO:<>", Err(Wrong::Arguments)),
            ("RCPT FROM:<a@b.example>", Err(Wrong::Arguments)),
            ("DATA", Ok(Command::Data)),
            ("DATA x", Err(Wrong::Arguments)),
            ("NOOP anything", Ok(Command::Noop)),
            ("STARTTLS", Err(Wrong::Unknown)),
            ("", Err(Wrong::Unknown)),
        ];
        for (line, expected) in table {
            assert_eq!(&parse(line), expected, "{line}");
        }
    }
}
