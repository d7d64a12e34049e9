//! The description of the API (OpenAPI 3.1), generated from the routes.
//!
//! Each operation names the problems it may answer with, per status, as `x-problem-codes`. What any request may meet
//! (see [`ANYWHERE`]) stands in the `default` response.

use super::error::{ProblemBody, code};
use crate::app::App;
use aide::axum::ApiRouter;
use aide::generate;
use aide::openapi::{
    ApiKeyLocation, Info, MediaType, OpenApi, ReferenceOr, Response, SchemaObject, SecurityScheme, StatusCode,
};
use aide::transform::{TransformOpenApi, TransformOperation};
use axum::Router;
use shared::kernel::problem::Problem;
use std::collections::BTreeMap;

/// Problems that any operation may answer with.
pub const ANYWHERE: [Problem; 5] = [
    Problem::InvalidRequest,
    Problem::ForeignOrigin,
    Problem::TooLarge,
    Problem::Internal { reference: String::new() },
    Problem::Overloaded,
];

/// Adds the problems an operation may answer with; the particulars of the given ones do not matter.
pub fn may<'t>(mut operation: TransformOperation<'t>, problems: &[Problem]) -> TransformOperation<'t> {
    let mut by_status: BTreeMap<u16, Vec<&Problem>> = BTreeMap::new();
    for problem in problems {
        by_status.entry(problem.status()).or_default().push(problem);
    }
    let responses = operation.inner_mut().responses.get_or_insert_default();
    for (status, problems) in by_status {
        responses.responses.insert(StatusCode::Code(status), ReferenceOr::Item(response(&problems)));
    }
    responses.default = Some(ReferenceOr::Item(response(&ANYWHERE.iter().collect::<Vec<_>>())));
    operation
}

fn response(problems: &[&Problem]) -> Response {
    let codes: Vec<String> = problems.iter().map(|problem| code(problem)).collect();
    let schema = generate::in_context(|ctx| ctx.schema.subschema_for::<ProblemBody>());
    let schema = SchemaObject { json_schema: schema, external_docs: None, example: None };
    let mut response = Response { description: codes.join(", "), ..Response::default() };
    let body = MediaType { schema: Some(schema), ..MediaType::default() };
    response.content.insert("application/problem+json".to_owned(), body);
    response.extensions.insert("x-problem-codes".to_owned(), codes.into());
    response
}

/// The routes, and their description as JSON.
pub(crate) fn finish(routes: ApiRouter<App>) -> (Router<App>, String) {
    let mut description = OpenApi {
        info: Info {
            title: "Personal cabinet of the pension fund".to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            ..Info::default()
        },
        ..OpenApi::default()
    };
    let routes = routes.finish_api_with(&mut description, |api: TransformOpenApi<'_>| {
        let cookie = SecurityScheme::ApiKey {
            location: ApiKeyLocation::Cookie,
            name: format!("__Host-{}", super::citizen::SESSION_COOKIE),
            description: Some("Made by POST /api/session; on loopback without https its name is `session`.".to_owned()),
            extensions: Default::default(),
        };
        let token = SecurityScheme::Http {
            scheme: "bearer".to_owned(),
            bearer_format: None,
            description: Some(
                "`document.auth_token` of GET /api/qr/{operation}; for a phone, without a cookie.".to_owned(),
            ),
            extensions: Default::default(),
        };
        api.security_scheme("session", cookie).security_scheme("phone", token)
    });
    (routes, serde_json::to_string_pretty(&description).unwrap_or_default())
}
