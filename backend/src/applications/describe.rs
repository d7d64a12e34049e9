//! The routes of the road, mounted once for each service, and their description.

use super::{consent, draft, follow, home, open, qr, review, sign};
use crate::app::App;
use crate::http::{Json, may};
use crate::services::Adapter;
use aide::axum::ApiRouter;
use aide::axum::routing::{get_with, post_with, put_with};
use aide::openapi::{MediaType, ReferenceOr, Response, StatusCode};
use aide::transform::TransformOperation;
use shared::api::{ApplicationSummary, ApplicationView, ReviewView, SignedView};
use shared::kernel::eligibility::Register;
use shared::kernel::problem::{Problem, SignatureFault};
use shared::services::pension_payment::PensionPayment;

const INVALID_FORM: Problem = Problem::InvalidForm { errors: Vec::new() };
const REFUSED: Problem = Problem::Refused { refusals: Vec::new() };
const REGISTER_SILENT: Problem = Problem::RegisterSilent { register: Register::Fund };
const SIGNATURE_REFUSED: Problem = Problem::SignatureRefused { reason: SignatureFault::NotAccepted };

fn draft_changed() -> Problem {
    Problem::DraftChanged { draft: serde_json::Value::Null, revision: 0 }
}

/// Every route between login and the Fund.
pub fn routes() -> ApiRouter<App> {
    ApiRouter::new()
        .merge(lists())
        .merge(service::<PensionPayment>())
        .merge(reviews())
        .merge(qr::routes())
        .merge(applications())
}

fn lists() -> ApiRouter<App> {
    ApiRouter::new()
        .api_route(
            "/api/home",
            get_with(home::show, |op| may(op.id("home").summary("The home page"), &[Problem::SignedOut])),
        )
        .api_route(
            "/api/services",
            get_with(open::list, |op| may(op.id("services").summary("The services"), &[Problem::SignedOut])),
        )
}

fn service<S: Adapter>() -> ApiRouter<App>
where
    S::Facts: schemars::JsonSchema,
    S::Form: schemars::JsonSchema,
{
    let slug = S::KIND.slug();
    let at = |tail: &str| format!("/api/services/{slug}{tail}");
    ApiRouter::new()
        .api_route(
            &at(""),
            get_with(open::show::<S>, |op| {
                let op = op.id(&format!("{slug}-open")).summary("What is known, and the draft");
                may(op, &[Problem::SignedOut])
            }),
        )
        .api_route(
            &at("/consent"),
            post_with(consent::give::<S>, |op| {
                let op = op.id(&format!("{slug}-consent")).summary("Consent to the processing of personal data");
                may(op, &[Problem::SignedOut, Problem::ConsentMissing])
            }),
        )
        .api_route(
            &at("/draft"),
            put_with(draft::save::<S>, |op| {
                let op = op.id(&format!("{slug}-draft")).summary("Save what is typed, valid or not");
                may(op, &[Problem::SignedOut, Problem::ConsentMissing, draft_changed()])
            })
            .delete_with(draft::delete::<S>, |op| {
                let op = op.id(&format!("{slug}-draft-delete")).summary("Delete the draft");
                may(op, &[Problem::SignedOut, Problem::NotFound])
            }),
        )
        .api_route(
            &at("/review"),
            post_with(review::make::<S>, |op| {
                let op = only(op.id(&format!("{slug}-review")).summary("Make the document to be signed"));
                let op = op.response_with::<201, Json<ReviewView>, _>(|it| it.description("the document"));
                let problems = [
                    Problem::SignedOut,
                    Problem::ConsentMissing,
                    Problem::NotFound,
                    draft_changed(),
                    REFUSED,
                    INVALID_FORM,
                    REGISTER_SILENT,
                ];
                may(op, &problems)
            }),
        )
}

fn reviews() -> ApiRouter<App> {
    let missing = [Problem::SignedOut, Problem::NotFound];
    ApiRouter::new()
        .api_route(
            "/api/reviews/{id}",
            get_with(review::show, |op| may(op.id("review").summary("The document to be signed"), &missing)),
        )
        .api_route(
            "/api/reviews/{id}/document",
            get_with(review::document, |op| {
                may(file(op.id("review-document").summary("Its bytes"), "application/pdf"), &missing)
            }),
        )
        .api_route(
            "/api/reviews/{id}/signature",
            post_with(sign::submit, |op| {
                let op = only(op.id("review-signature").summary("Sign: make the application"));
                let op = op.response_with::<201, Json<SignedView>, _>(|it| it.description("the application was made"));
                let op = op.response_with::<200, Json<SignedView>, _>(|it| it.description("it was there already"));
                let op = op.response_with::<202, Json<SignedView>, _>(|it| {
                    it.description("the signature is kept until the authority can be asked: not to be sent again")
                });
                let problems = [
                    Problem::SignedOut,
                    Problem::NotFound,
                    Problem::ReviewOutdated,
                    REFUSED,
                    SIGNATURE_REFUSED,
                    REGISTER_SILENT,
                ];
                may(op, &problems)
            }),
        )
}

fn applications() -> ApiRouter<App> {
    let missing = [Problem::SignedOut, Problem::NotFound];
    ApiRouter::new()
        .api_route(
            "/api/applications",
            get_with(follow::list, |op| {
                let op = op.id("applications").summary("My applications");
                may(unchanged(op.response::<200, Json<Vec<ApplicationSummary>>>()), &[Problem::SignedOut])
            }),
        )
        .api_route(
            "/api/applications/{number}",
            get_with(follow::show, |op| {
                let op = op.id("application").summary("An application");
                may(unchanged(op.response::<200, Json<ApplicationView>>()), &missing)
            }),
        )
        .api_route(
            "/api/applications/{number}/document",
            get_with(follow::document, |op| {
                may(file(op.id("application-document").summary("The signed PDF"), "application/pdf"), &missing)
            }),
        )
        .api_route(
            "/api/applications/{number}/signature",
            get_with(follow::signature, |op| {
                may(file(op.id("application-signature").summary("The signature"), "application/pkcs7-mime"), &missing)
            }),
        )
        .api_route(
            "/api/applications/{number}/receipt",
            get_with(follow::receipt, |op| {
                let op =
                    op.id("application-receipt").summary("Document, signature, certificates and evidence in one file");
                let problems = [Problem::SignedOut, Problem::NotFound, Problem::ReceiptNotReady];
                may(file(op, "application/zip"), &problems)
            }),
        )
}

/// Only the answers that are named from here on: the type of a handler does not tell its status.
pub(super) fn only(mut operation: TransformOperation<'_>) -> TransformOperation<'_> {
    operation.inner_mut().responses = None;
    operation
}

/// 304 for a page that has the newest.
fn unchanged(operation: TransformOperation<'_>) -> TransformOperation<'_> {
    answers(operation, 304, Response { description: "nothing new".to_owned(), ..Response::default() })
}

/// A file of this kind.
pub(super) fn file<'t>(operation: TransformOperation<'t>, kind: &str) -> TransformOperation<'t> {
    let mut response = Response { description: "the file".to_owned(), ..Response::default() };
    response.content.insert(kind.to_owned(), MediaType::default());
    answers(operation, 200, response)
}

fn answers(mut operation: TransformOperation<'_>, status: u16, response: Response) -> TransformOperation<'_> {
    let responses = operation.inner_mut().responses.get_or_insert_default();
    responses.responses.insert(StatusCode::Code(status), ReferenceOr::Item(response));
    operation
}
