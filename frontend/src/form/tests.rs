//! When an error is fair to show (ux 4).

use super::*;
use shared::auth::LoginForm;
use shared::kernel::problem::Code;
use wasm_bindgen_test::wasm_bindgen_test;

fn start() -> Rc<FormState<LoginForm>> {
    Rc::new(FormState::default())
}

fn typed(state: Rc<FormState<LoginForm>>, iin: &'static str) -> Rc<FormState<LoginForm>> {
    state.reduce(Event::Edited(Box::new(move |form| form.iin = iin.into())))
}

fn shown(state: &FormState<LoginForm>) -> Vec<(String, Code)> {
    state.shown(&None).0.into_iter().map(|violation| (violation.pointer, violation.code)).collect()
}

#[wasm_bindgen_test]
fn nothing_is_shown_while_typing_for_the_first_time() {
    assert_eq!(shown(&start()), []);
    assert_eq!(shown(&typed(start(), "12")), []);
}

#[wasm_bindgen_test]
fn a_field_left_wrong_is_shown_and_disappears_when_it_is_right() {
    let left = typed(start(), "12").reduce(Event::LeftFilled("/iin".into()));
    assert_eq!(shown(&left), [("/iin".into(), Code::WrongLength { expected: 12, found: 2 })]);
    assert_eq!(shown(&typed(left, "751231412341")), []);
}

#[wasm_bindgen_test]
fn everything_is_shown_once_the_person_goes_on() {
    let submitted = start().reduce(Event::Submitted);
    assert_eq!(shown(&submitted), [("/iin".into(), Code::Required), ("/password".into(), Code::Required)]);
    assert_eq!(submitted.attempts, 1);
}

#[wasm_bindgen_test]
fn the_servers_verdict_stands_until_the_next_edit() {
    let verdict = Errors(vec![Violation { pointer: "/iin".into(), code: Code::BadDate }]);
    let refused = typed(start(), "751231412341").reduce(Event::Refused(verdict));
    assert_eq!(shown(&refused), [("/iin".into(), Code::BadDate)]);
    let quiet = refused.clone().reduce(Event::EditedQuietly(Box::new(|form| form.password.clear())));
    assert_eq!(shown(&quiet), [("/iin".into(), Code::BadDate)]);
    assert_eq!(shown(&typed(refused, "751231412341")), []);
}

#[wasm_bindgen_test]
fn a_field_emptied_again_is_no_error_before_the_person_goes_on() {
    let left = typed(start(), "12").reduce(Event::LeftFilled("/iin".into()));
    assert_eq!(shown(&typed(left, "")), []);
}
