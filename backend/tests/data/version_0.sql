-- A database file of version 0.1 as it was before the first numbered step: a person with a password and a session.

create table account (iin text primary key, password text not null, surname text not null, given text not null,
    patronymic text, changed_at integer not null) strict, without rowid;
create table wrong_password (iin text not null, address text not null, count integer not null, last_at integer not
    null, primary key (iin, address)) strict, without rowid;
create index wrong_password_last on wrong_password (last_at);
create table session (token blob primary key, iin text not null, started_at integer not null, seen_at integer not
    null) strict, without rowid;
create index session_iin on session (iin);
create index session_started on session (started_at);
create table registration (id text primary key, iin text not null, person text not null, begun_at integer not null)
    strict, without rowid;
create index registration_begun on registration (begun_at);
create table one_time_code (registration text primary key, number integer not null, salt blob not null, digest blob
    not null, sent_at integer not null, resend_at integer not null, wrong integer not null, used integer not null)
    strict, without rowid;
create table code_event (iin text not null, kind text not null, at integer not null) strict;
create index code_event_iin on code_event (iin, kind, at);
create index code_event_at on code_event (at);
create table used_challenge (challenge text primary key, expires_at integer not null) strict, without rowid;
create index used_challenge_expires on used_challenge (expires_at);
create table beginning (address text not null, at integer not null) strict;
create index beginning_address on beginning (address, at);
create index beginning_at on beginning (at);
create table consent (id text primary key, iin text not null, kind text not null, version text not null, language text
    not null, channel text not null, given_at integer not null) strict;
create index consent_iin on consent (iin, kind, version);
create table draft (iin text not null, kind text not null, id text not null, schema integer not null, form text not
    null, revision integer not null, tab text not null, sequence integer not null, consent text not null, saved_at
    integer not null, primary key (iin, kind)) strict, without rowid;
create table application_number (year integer primary key, last integer not null) strict;
create table review (id text primary key, iin text not null, kind text not null, number text not null unique, draft
    text not null, revision integer not null, language text not null, content text not null, made_at integer not null,
    document text not null, pdf blob not null, pdf_sha256 text not null, facts text not null, dictionaries text not
    null, consent text not null, payload text not null, identity_document text, subject text not null, unique (draft,
    revision, language, content)) strict;
create table application (number text primary key, review text not null unique, iin text not null, kind text not null,
    signed_at integer not null, registered_at integer, status text not null, status_at integer not null, reason text,
    amount text, subject text not null, signer_name text not null, signer_serial text not null, signer_issuer text not
    null, cms blob not null, ocsp blob not null, certificates text not null) strict;
create index application_iin on application (iin, signed_at);
create table application_status (number text not null, place integer not null, cursor integer unique, status text not
    null, at integer not null, reason text, amount text, primary key (number, place)) strict, without rowid;
create table fund_mirror (name text primary key, cursor integer not null) strict;
create table signature_attempt (id text primary key, review text not null, iin text not null, at integer not null,
    code text not null, detail text not null, cms_sha256 text not null) strict;
create index signature_attempt_review on signature_attempt (review);
create table outbox (number text primary key, tries integer not null, due_at integer not null, done_at integer, fault
    text) strict;
create index outbox_due on outbox (due_at) where done_at is null;

insert into account values ('780417403079', '$argon2id$hash', 'ЕСІМОВА', 'ӘЛИЯ', null, 1795516200000);
insert into session values (x'0707070707070707070707070707070707070707070707070707070707070707', '780417403079', 1795516200000, 1795516260000);
insert into session values (x'0808080808080808080808080808080808080808080808080808080808080808', '780417403079', 1795516200001, 1795516260000);
insert into registration values ('r', '780417403079', '{}', 1795516200000);
insert into one_time_code values ('r', 1, x'00', x'00', 1795516200000, 1795516260000, 0, 0);
insert into wrong_password values ('780417403079', '127.0.0.1', 3, 1795516200000);
insert into beginning values ('127.0.0.1', 1795516200000);
insert into code_event values ('780417403079', 'sent', 1795516200000);
insert into application values ('2026-000001', 'r', '780417403079', 'pension-payment', 1795516200000, null, 'signed',
    1795516200000, null, null, '{}', 'ЕСІМОВА ӘЛИЯ', '01', 'CN=ISSUER', x'30', x'3003', '[]');
