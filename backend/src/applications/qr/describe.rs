//! The routes of signing by QR and their description.

use super::protocol::{Message, Signed};
use super::{follow, page, phone};
use crate::app::App;
use crate::applications::describe::{file, only};
use crate::http::{Json, PHONE_DOCUMENTS, may};
use aide::axum::ApiRouter;
use aide::axum::routing::{get_with, post_with};
use aide::openapi::SecurityRequirement;
use aide::transform::TransformOperation;
use shared::kernel::problem::Problem;
use shared::signing_views::QrView;

/// The page's and the phone's.
pub(in crate::applications) fn routes() -> ApiRouter<App> {
    ApiRouter::new().merge(of_page()).merge(of_phone())
}

fn of_page() -> ApiRouter<App> {
    let missing = [Problem::SignedOut, Problem::NotFound];
    ApiRouter::new()
        .api_route(
            "/api/reviews/{id}/qr",
            post_with(page::make, |op| {
                let op = only(op.id("qr").summary("A QR code to sign with eGov Mobile"));
                let op =
                    op.response_with::<201, Json<QrView>, _>(|it| it.description("a new code; an older one is over"));
                let problems = [
                    Problem::SignedOut,
                    Problem::NotFound,
                    Problem::ReviewOutdated,
                    Problem::TooManyTries { retry_after: 0 },
                ];
                may(op, &problems)
            }),
        )
        .api_route(
            "/api/reviews/{id}/qr/{operation}",
            get_with(page::show, |op| may(op.id("qr-state").summary("Where signing by QR stands"), &missing))
                .delete_with(page::cancel, |op| {
                    may(op.id("qr-cancel").summary("Call signing by QR off; says what stands"), &missing)
                }),
        )
        .api_route(
            "/api/reviews/{id}/qr/{operation}/events",
            get_with(follow::events, |op| {
                let op = op.id("qr-events").summary("Where signing by QR stands, at each step until it has ended");
                may(file(op, "text/event-stream"), &missing)
            }),
        )
}

fn of_phone() -> ApiRouter<App> {
    let introduction = |id: &'static str| {
        get_with(phone::introduce, move |op| {
            let op = op.id(id).summary("API 1 of eGov Mobile: who asks for what");
            told::<404>(told::<410>(op, "the code is over"), "no such code")
        })
    };
    ApiRouter::new()
        .api_route("/api/qr/{operation}", introduction("phone-introduction"))
        .api_route("/api/qr/mgovSign/{operation}", introduction("phone-introduction-marked"))
        .api_route(
            PHONE_DOCUMENTS,
            get_with(phone::documents, |op| {
                let op = with_token(op.id("phone-documents").summary("API 2 of eGov Mobile: what is to be signed"));
                let op = told::<410>(op, "the code is over");
                told::<404>(told::<401>(op, "not the token of this code"), "no such code")
            })
            .put_with(phone::signed, |op| {
                let op = with_token(op.id("phone-signed").summary("API 2 of eGov Mobile: the result"));
                let op = op.input::<Json<Signed>>();
                let op = told::<400>(op, "unreadable, several documents, or another than was given out");
                let op = told::<401>(op, "not the token of this code");
                let op = told::<403>(op, "the signature does not hold, is another person's, or was made unread");
                let op = told::<404>(op, "no such code");
                let op = told::<410>(op, "the code is over, or was used with another signature");
                let op = told::<413>(op, "too large");
                told::<503>(op, "cannot be checked now; nothing was sent")
            }),
        )
}

/// An answer with words for the person.
fn told<'t, const STATUS: u16>(op: TransformOperation<'t>, description: &str) -> TransformOperation<'t> {
    op.response_with::<STATUS, Json<Message>, _>(|it| it.description(description))
}

fn with_token(mut op: TransformOperation<'_>) -> TransformOperation<'_> {
    op.inner_mut().security = vec![SecurityRequirement::from_iter([("phone".to_owned(), Vec::new())])];
    op
}
