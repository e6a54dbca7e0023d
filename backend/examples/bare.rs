//! A handler that answers the bytes of a file and does nothing else: what the bench measures
//! the server against.

use std::io::Write as _;

use actix_web::{App, HttpResponse, HttpServer, web};
use anyhow::Context as _;

#[actix_web::main]
async fn main() -> anyhow::Result<()> {
    let file = std::env::args_os()
        .nth(1)
        .context("name the file whose bytes are answered")?;
    let bytes = web::Bytes::from(std::fs::read(file)?);
    let server = HttpServer::new(move || {
        let bytes = bytes.clone();
        let answer = move || {
            let bytes = bytes.clone();
            async move {
                HttpResponse::Ok()
                    .content_type("application/json")
                    .body(bytes)
            }
        };
        App::new().route("/planning", web::get().to(answer))
    })
    .bind(("127.0.0.1", 0))?;
    let address = server.addrs().first().copied().context("no address")?;
    writeln!(std::io::stdout(), "Callboard listens on http://{address}")?;
    Ok(server.run().await?)
}
