//! How a server is put together: one application, the same in production and in tests.

use std::net::TcpListener;

use actix_web::dev::{Server, ServerHandle};
use actix_web::middleware::{Compress, from_fn};
use actix_web::{App, HttpServer, web};
use anyhow::Context as _;
use tracing_actix_web::TracingLogger;
use utoipa_actix_web::AppExt as _;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::config::Config;
use crate::platform::contract::{self, Contract};
use crate::platform::db::Db;
use crate::platform::telemetry::RequestSpan;
use crate::platform::{headers, health, panics, ratelimit, session};
use crate::state::AppState;
use crate::{
    activity, auth, availability, calendar, docs, labour, media, missions, openapi, operations,
    orgs, planning, publications, series, shifts, teams, templates, users, web as bundle,
};

/// A server that is bound to its address and ready to run.
pub struct Application {
    /// The address it listens on, with the port it was given.
    pub address: std::net::SocketAddr,
    /// What it shares between requests.
    pub state: AppState,
    server: Server,
}

impl Application {
    /// Binds a server with these settings to its address, on a database that is migrated.
    pub fn bind(config: Config, db: Db) -> anyhow::Result<Self> {
        let listener = TcpListener::bind(config.listen)
            .with_context(|| format!("cannot listen on {}", config.listen))?;
        let address = listener.local_addr()?;
        let state = AppState::new(
            Config {
                listen: address,
                ..config
            },
            db,
        )?;
        let limits = web::Data::new(ratelimit::Limits::new(&state.config)?);
        let shared = web::Data::new(state.clone());
        let document = web::Data::new(openapi_document());
        let contract = web::Data::new(Contract::of(&document));
        let streams = state.streams.clone();
        let server = HttpServer::new(move || {
            let (app, _) = App::new()
                .into_utoipa_app()
                .openapi(openapi::base())
                .configure(operations)
                .split_for_parts();
            app.app_data(shared.clone())
                .app_data(document.clone())
                .app_data(contract.clone())
                .app_data(limits.clone())
                .configure(docs::routes)
                .configure(bundle::routes)
                .default_service(web::to(contract::unrouted))
                .wrap(from_fn(session::authenticate))
                .wrap(from_fn(contract::listed_only))
                .wrap(from_fn(ratelimit::limited))
                .wrap(from_fn(headers::known_host))
                .wrap(from_fn(headers::bounded))
                .wrap(Compress::default())
                .wrap(from_fn(panics::caught))
                .wrap(from_fn(headers::policies))
                .wrap(TracingLogger::<RequestSpan>::new())
        })
        .workers(std::thread::available_parallelism().map_or(2, usize::from))
        .shutdown_timeout(30)
        // Whoever hangs up is gone, also while an answer that does not end is under way.
        .h1_allow_half_closed(false)
        .listen(listener)?
        .run();
        // The server waits for the answers that are under way. These would never end.
        actix_web::rt::spawn(async move {
            told_to_end().await;
            streams.stop();
        });
        Ok(Self {
            address,
            state,
            server,
        })
    }

    /// What stops it.
    #[must_use]
    pub fn handle(&self) -> ServerHandle {
        self.server.handle()
    }

    /// Serves until the process is told to end, and does meanwhile what is done by the clock.
    pub async fn run(self) -> anyhow::Result<()> {
        let tidying = actix_web::rt::spawn(media::keep_tidy(self.state));
        let served = self.server.await;
        tidying.abort();
        Ok(served?)
    }
}

/// Comes back once the process is told to end.
async fn told_to_end() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            terminate.recv().await;
            return;
        }
    }
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending().await
    }
}

/// Every operation of the API.
fn operations(config: &mut ServiceConfig<'_>) {
    for routes in [
        auth::routes,
        orgs::routes,
        labour::routes,
        users::routes,
        teams::routes,
        media::routes,
        missions::routes,
        shifts::routes,
        availability::routes,
        planning::routes,
        templates::routes,
        series::routes,
        publications::routes,
        calendar::routes,
        operations::routes,
        activity::routes,
        health::routes,
    ] {
        routes(config);
    }
}

/// The API document of this server.
#[must_use]
pub fn openapi_document() -> utoipa::openapi::OpenApi {
    let (_, document) = App::new()
        .into_utoipa_app()
        .openapi(openapi::base())
        .configure(operations)
        .split_for_parts();
    openapi::complete(document)
}
