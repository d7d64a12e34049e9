//! What assistive technology is told, read from the page itself.

use super::*;
use crate::browser::{document, element};
use crate::form::use_form;
use crate::words::Words;
use gloo_timers::future::TimeoutFuture;
use shared::auth::LoginForm;
use shared::kernel::form::Form;
use shared::texts::{Language, Texts};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use yew::prelude::*;

const TABLE: &str = "error-prefix\x1fError:\x1eerror-required\x1fFill in\x1eerror-summary-title\x1fProblem\x1elogin-iin\x1fIIN\
                     \x1elogin-iin.hint\x1f12 digits\x1elogin-password\x1fPassword\x1emissing-count\x1f\x01count\x02 left\
                     \x1emissing-none\x1fReady\x1epassword-hide\x1fHide\x1epassword-show\x1fShow";

#[component]
fn Probe() -> Html {
    let words = use_memo((), |()| Words::new(Texts::new(Language::En, TABLE)));
    html! { <ContextProvider<Words> context={(*words).clone()}><ProbeForm /></ContextProvider<Words>> }
}

#[component]
fn ProbeForm() -> Html {
    let words = crate::words::use_words();
    let form = use_form(LoginForm::default);
    let shown = form.shown(&None);
    let open = form.draft().check(&None).err().unwrap_or_default();
    let fields = form.bound(&shown);
    let onpress = {
        let form = form.clone();
        Callback::from(move |()| form.submit())
    };
    html! {
        <>
            <ErrorSummary form={LoginForm::ID} errors={shown} attempts={form.attempts()} />
            <TextField of={fields.text(LoginForm::IIN)} inputmode="numeric" />
            <PasswordField of={fields.text(LoginForm::PASSWORD)} autocomplete="current-password" />
            <SubmitButton label="Go" busy_label="…" missing={missing(LoginForm::ID, &open, &words)} {onpress} />
        </>
    }
}

async fn settle() {
    TimeoutFuture::new(50).await;
}

fn attribute(id: &str, name: &str) -> Option<String> {
    element(id).expect("the element is there").get_attribute(name)
}

/// label, hint and error are tied to the input; the inactive button stays reachable, names what is missing,
/// and pressed it shows the summary, which takes focus and leads to the fields.
#[wasm_bindgen_test]
async fn a_form_tells_what_it_wants() {
    let root = document().create_element("div").expect("elements can be made");
    document().body().expect("a page has a body").append_child(&root).expect("elements can be added");
    let app = yew::Renderer::<Probe>::with_root(root.clone()).render();
    settle().await;

    let label = root.query_selector("label[for=login-iin]").expect("a selector").expect("the label is there");
    assert_eq!(label.text_content().as_deref(), Some("IIN"));
    assert_eq!(attribute("login-iin", "aria-describedby").as_deref(), Some("login-iin-hint"));
    assert_eq!(attribute("login-iin", "aria-invalid"), None);

    assert_eq!(attribute("submit", "aria-disabled").as_deref(), Some("true"));
    assert_eq!(attribute("submit", "disabled"), None);
    assert_eq!(attribute("submit", "aria-describedby").as_deref(), Some("submit-missing"));
    let lacking = element("submit-missing").and_then(|it| it.text_content()).expect("the line is there");
    assert_eq!(lacking, "2 leftIINPassword");

    element("submit").expect("the button is there").click();
    settle().await;
    assert_eq!(document().active_element().map(|it| it.id()).as_deref(), Some("error-summary"));
    assert_eq!(attribute("login-iin", "aria-invalid").as_deref(), Some("true"));
    assert_eq!(attribute("login-iin", "aria-describedby").as_deref(), Some("login-iin-hint login-iin-error"));
    let error = element("login-iin-error").and_then(|it| it.text_content());
    assert_eq!(error.as_deref(), Some("!Error: Fill in"));

    let link =
        root.query_selector(".summary a[href='#login-password']").expect("a selector").expect("the link is there");
    link.dyn_into::<web_sys::HtmlElement>().expect("a link is an element").click();
    settle().await;
    assert_eq!(document().active_element().map(|it| it.id()).as_deref(), Some("login-password"));
    app.destroy();
    root.remove();
}

/// ux 5: a password can be shown, and the button says of which field.
#[wasm_bindgen_test]
async fn a_password_can_be_shown() {
    let root = document().create_element("div").expect("elements can be made");
    document().body().expect("a page has a body").append_child(&root).expect("elements can be added");
    let app = yew::Renderer::<Probe>::with_root(root.clone()).render();
    settle().await;
    assert_eq!(attribute("login-password", "type").as_deref(), Some("password"));
    let button =
        root.query_selector("[aria-controls=login-password]").expect("a selector").expect("the button is there");
    assert_eq!(button.get_attribute("aria-label").as_deref(), Some("Show: Password"));
    button.dyn_into::<web_sys::HtmlElement>().expect("a button is an element").click();
    settle().await;
    assert_eq!(attribute("login-password", "type").as_deref(), Some("text"));
    app.destroy();
    root.remove();
}
