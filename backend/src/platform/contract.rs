//! The API document, held up to every request.
//!
//! The routes and parameters that the document lists are the ones that are served: another
//! method on a known path is 405 with the right `Allow`, a query parameter that the
//! operation does not have is refused, whatever the handler does.

use std::collections::{BTreeMap, BTreeSet};

use actix_web::body::MessageBody;
use actix_web::dev::{ResourceDef, ServiceRequest, ServiceResponse};
use actix_web::http::{Method, header};
use actix_web::middleware::Next;
use actix_web::{
    FromRequest, Handler, HttpRequest, HttpResponse, Resource, Responder, ResponseError as _, web,
};
use shared::problem::{Problem, ProblemCode};
use utoipa::openapi::OpenApi;
use utoipa::openapi::path::{Operation, ParameterIn, PathItem};

use super::problem::{Failure, answer};
use crate::openapi::parameters;

/// The served operations, as the document lists them.
#[derive(Debug)]
pub struct Contract(Vec<Route>);

#[derive(Debug)]
struct Route {
    pattern: ResourceDef,
    /// The query parameters of each method.
    methods: BTreeMap<&'static str, BTreeSet<String>>,
}

impl Contract {
    /// The contract that a document states.
    #[must_use]
    pub fn of(document: &OpenApi) -> Self {
        let route = |(path, item): (&String, &PathItem)| Route {
            pattern: ResourceDef::new(path.as_str()),
            methods: operations(item)
                .filter_map(|(method, operation)| Some((method, query_names(operation.as_ref()?))))
                .collect(),
        };
        Self(document.paths.paths.iter().map(route).collect())
    }

    fn route(&self, path: &str) -> Option<&Route> {
        self.written_out(path)
            .or_else(|| self.0.iter().find(|route| route.pattern.is_match(path)))
    }

    /// The route of a path that has no parameter.
    fn written_out(&self, path: &str) -> Option<&Route> {
        self.0
            .iter()
            .find(|route| route.pattern.pattern() == Some(path))
    }
}

/// The operations of a path, by method.
fn operations(item: &PathItem) -> impl Iterator<Item = (&'static str, &Option<Operation>)> {
    [
        ("DELETE", &item.delete),
        ("GET", &item.get),
        ("HEAD", &item.head),
        ("PATCH", &item.patch),
        ("POST", &item.post),
        ("PUT", &item.put),
    ]
    .into_iter()
}

fn query_names(operation: &Operation) -> BTreeSet<String> {
    parameters(operation)
        .filter(|p| p.parameter_in == ParameterIn::Query)
        .map(|p| p.name.clone())
        .collect()
}

/// Answers what no handler takes: 404, or for a known path 405 and the methods it has.
pub async fn unrouted(request: HttpRequest, contract: web::Data<Contract>) -> HttpResponse {
    match contract.route(request.path()) {
        Some(route) => without_method(route, request.method()),
        None => answer(&Problem::new(ProblemCode::NotFound)),
    }
}

/// A page at a path, which the document does not list: it is read, and nothing else.
pub fn page<F, Args>(path: &str, handler: F) -> Resource
where
    F: Handler<Args, Output: Responder + 'static>,
    Args: FromRequest + 'static,
{
    web::resource(path)
        .route(web::get().to(handler.clone()))
        .route(web::head().to(handler))
        .default_service(web::to(async |method: Method| {
            allowing(["GET", "HEAD"].into_iter(), &method)
        }))
}

/// The answer to a method that a known path does not have.
fn without_method(route: &Route, method: &Method) -> HttpResponse {
    allowing(route.methods.keys().copied(), method)
}

/// The answer to a method that is none of these.
fn allowing(methods: impl Iterator<Item = &'static str>, method: &Method) -> HttpResponse {
    let allow = methods.chain(["OPTIONS"]).collect::<Vec<_>>().join(", ");
    if method == Method::OPTIONS {
        return HttpResponse::NoContent()
            .insert_header((header::ALLOW, allow))
            .finish();
    }
    let mut response = answer(&Problem::new(ProblemCode::MethodNotAllowed));
    if let Ok(allow) = allow.parse() {
        response.headers_mut().insert(header::ALLOW, allow);
    }
    response
}

/// Refuses what the document does not list: a method on a path that is written out in it
/// (which a path with a parameter might take for an id), and query parameters that the
/// operation does not have, or that come twice.
pub async fn listed_only(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let contract = request.app_data::<web::Data<Contract>>().cloned();
    if let Some(contract) = &contract
        && let Some(route) = contract.written_out(request.path())
        && !route.methods.contains_key(request.method().as_str())
    {
        let response = without_method(route, request.method());
        return Ok(request.into_response(response).map_into_right_body());
    }
    let refused = match request.app_data::<web::Data<Contract>>() {
        Some(contract) if !request.query_string().is_empty() => refuse(
            contract,
            request.path(),
            request.method(),
            request.query_string(),
        ),
        _ => None,
    };
    if let Some(problem) = refused {
        let response = Failure::from(problem).error_response();
        return Ok(request.into_response(response).map_into_right_body());
    }
    Ok(next.call(request).await?.map_into_left_body())
}

fn refuse(contract: &Contract, path: &str, method: &Method, query: &str) -> Option<Problem> {
    let names = contract.route(path)?.methods.get(method.as_str())?;
    let mut seen = BTreeSet::new();
    for (name, _) in url::form_urlencoded::parse(query.as_bytes()) {
        if !names.contains(name.as_ref()) || !seen.insert(name.clone()) {
            return Some(
                Problem::new(ProblemCode::UnknownParameter)
                    .detail(name.chars().take(80).collect::<String>()),
            );
        }
    }
    None
}
