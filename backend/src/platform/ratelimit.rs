//! How often one caller may ask, on one instance.
//!
//! The limits of signing in are kept in the database, for all instances together; see
//! [`crate::auth`]. This one is per instance: it keeps one caller from taking the server
//! from the others, and need not be exact.

use std::net::{IpAddr, Ipv6Addr};

use actix_governor::governor::clock::{Clock as _, DefaultClock};
use actix_governor::governor::middleware::StateInformationMiddleware;
use actix_governor::{
    GovernorConfig, GovernorConfigBuilder, KeyExtractor, SimpleKeyExtractionError,
};
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{HttpRequest, ResponseError as _, web};

use super::problem::Failure;
use super::secret;
use crate::state::AppState;

/// Tells callers apart: by their credential, or else by their address.
#[derive(Debug, Clone)]
pub struct Caller {
    trusted_proxy: Option<IpAddr>,
}

impl KeyExtractor for Caller {
    type Key = String;
    type KeyExtractionError = SimpleKeyExtractionError<&'static str>;

    fn extract(&self, request: &ServiceRequest) -> Result<String, Self::KeyExtractionError> {
        let credential = request
            .headers()
            .get(header::AUTHORIZATION)
            .and_then(|value| value.to_str().ok());
        Ok(match credential {
            Some(credential) => secret::digest(credential),
            None => address(request.request(), self.trusted_proxy),
        })
    }
}

/// The limits, made once so that every worker counts into the same buckets.
#[derive(Debug)]
pub struct Limits {
    config: GovernorConfig<Caller, StateInformationMiddleware>,
    caller: Caller,
    per_minute: u32,
}

impl Limits {
    /// The limits of these settings.
    pub fn new(config: &crate::config::Config) -> anyhow::Result<Self> {
        let per_minute = config.rate_per_minute.max(1);
        let caller = Caller {
            trusted_proxy: config.trusted_proxy,
        };
        let config = GovernorConfigBuilder::default()
            .nanoseconds_per_request(
                60_000_000_000_u64
                    .checked_div(u64::from(per_minute))
                    .unwrap_or(1)
                    .max(1),
            )
            .burst_size(per_minute)
            .key_extractor(caller.clone())
            .use_headers()
            .finish()
            .ok_or_else(|| anyhow::anyhow!("CALLBOARD_RATE_PER_MINUTE makes no limit"))?;
        Ok(Self {
            config,
            caller,
            per_minute,
        })
    }

    /// Counts a request: how many more its caller may make at once, or after how many seconds
    /// the next.
    fn count(&self, request: &ServiceRequest) -> Result<u32, u64> {
        let Ok(key) = self.caller.extract(request) else {
            return Ok(self.per_minute);
        };
        match self.config.limiter().check_key(&key) {
            Ok(state) => Ok(state.remaining_burst_capacity()),
            Err(refusal) => Err(refusal
                .wait_time_from(DefaultClock::default().now())
                .as_secs()
                + 1),
        }
    }
}

/// Holds the limit, and says it in the header fields of the IETF draft: `RateLimit-Policy` and
/// `RateLimit`, whose times are distances that a wrong clock does not change.
pub async fn limited(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let Some(limits) = request.app_data::<web::Data<Limits>>().cloned() else {
        return Ok(next.call(request).await?.map_into_left_body());
    };
    let (mut response, remaining) = match limits.count(&request) {
        Ok(remaining) => (next.call(request).await?.map_into_left_body(), remaining),
        Err(retry_after) => {
            let refusal = Failure::TooMany { retry_after }.error_response();
            (request.into_response(refusal).map_into_right_body(), 0)
        }
    };
    insert(
        response.headers_mut(),
        "ratelimit-policy",
        &format!("\"default\";q={};w=60", limits.per_minute),
    );
    insert(
        response.headers_mut(),
        "ratelimit",
        &format!("\"default\";r={remaining};t=60"),
    );
    Ok(response)
}

fn insert(headers: &mut header::HeaderMap, name: &'static str, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(HeaderName::from_static(name), value);
    }
}

/// The address a request came from, as limits count it: an IPv6 network of 64 bits is one
/// caller. The proxy's word for it is taken only from the proxy that the settings name.
#[must_use]
pub fn client_address(request: &HttpRequest) -> String {
    let proxy = request
        .app_data::<web::Data<AppState>>()
        .and_then(|state| state.config.trusted_proxy);
    address(request, proxy)
}

fn address(request: &HttpRequest, trusted_proxy: Option<IpAddr>) -> String {
    let Some(peer) = request.peer_addr().map(|peer| peer.ip()) else {
        return "unknown".to_owned();
    };
    let forwarded = request
        .headers()
        .get("x-forwarded-for")
        .and_then(|value| value.to_str().ok());
    let client = match (trusted_proxy, forwarded) {
        (Some(proxy), Some(chain)) if proxy == peer => last_hop(chain).unwrap_or(peer),
        _ => peer,
    };
    network(client)
}

/// The address that our own proxy saw: the last one. What stands before it, the client wrote.
fn last_hop(chain: &str) -> Option<IpAddr> {
    chain.rsplit(',').next()?.trim().parse().ok()
}

fn network(address: IpAddr) -> String {
    match address {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => match address.to_ipv4_mapped() {
            Some(address) => address.to_string(),
            None => {
                let network = u128::from(address) & (u128::MAX << 64);
                format!("{}/64", Ipv6Addr::from(network))
            }
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_of_64_bits_is_one_caller() {
        let network = |text: &str| network(text.parse().unwrap());
        assert_eq!(
            network("2001:db8:1:2:aaaa::1"),
            network("2001:db8:1:2:bbbb::9")
        );
        assert_ne!(network("2001:db8:1:2::1"), network("2001:db8:1:3::1"));
        assert_eq!(network("::ffff:192.0.2.1"), "192.0.2.1");
    }

    #[test]
    fn only_the_last_hop_is_our_proxys_word() {
        assert_eq!(
            last_hop("203.0.113.9, 198.51.100.7"),
            "198.51.100.7".parse().ok()
        );
        assert_eq!(last_hop("evil"), None);
    }
}
