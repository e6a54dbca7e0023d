//! Reading a file by its address, where the store is a local one.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use shared::media::{LINK_SECONDS, MediaPurpose, MediaType};
use shared::problem::ProblemCode;

use super::link::Variant;
use super::store::Media;
use super::{object, store};
use crate::platform::problem::Failure;
use crate::platform::reply::unchanged;
use crate::platform::storage::Served;
use crate::state::AppState;

/// What the reader of an object is told of it, by this server or by the bucket.
pub(super) fn told(media: &Media, variant: Variant) -> Served {
    let kind = match variant {
        Variant::Main => media.content_type,
        Variant::Small => media.small_type.unwrap_or(MediaType::Jpeg),
    };
    Served {
        content_type: kind.as_str(),
        disposition: disposition(media, variant, kind),
        caching: format!("private, max-age={LINK_SECONDS}, immutable"),
    }
}

/// How a browser treats it (RFC 6266): pictures of ours are shown, what somebody attached is
/// downloaded under the name they gave it. The plain name is ours (CASES.md D7, E7).
fn disposition(media: &Media, variant: Variant, kind: MediaType) -> String {
    let plain = match media.purpose {
        MediaPurpose::Avatar => "avatar",
        MediaPurpose::Attachment => "attachment",
    };
    let plain = format!("filename=\"{plain}.{}\"", kind.extension());
    if media.purpose == MediaPurpose::Avatar || variant == Variant::Small {
        return format!("inline; {plain}");
    }
    match &media.name {
        Some(name) => format!(
            "attachment; {plain}; filename*=UTF-8''{}",
            encoded(name.as_str())
        ),
        None => format!("attachment; {plain}"),
    }
}

/// A text as RFC 8187 wants it: all but letters and digits as the percent codes of its UTF-8.
fn encoded(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'-' | b'.' | b'_' => {
            char::from(byte).to_string()
        }
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(byte).collect()
}

/// The file of an address, or why not.
pub(super) async fn file(
    request: &HttpRequest,
    state: &web::Data<AppState>,
    token: &str,
) -> Result<HttpResponse, Failure> {
    let pass = state.link_key.open(token);
    let pass = pass
        .filter(|pass| state.now().unix_seconds() < pass.ends)
        .ok_or(ProblemCode::BadSignature)?;
    let org = state
        .system("the address of a file, which says which organisation")
        .org(pass.org);
    let media = store::get(&org, pass.media).await?;
    let hash = match pass.variant {
        Variant::Main => Some(&media.sha256),
        Variant::Small => media.small_sha256.as_ref(),
    };
    let etag = format!("\"{}\"", hash.ok_or(ProblemCode::NotFound)?);
    let told = told(&media, pass.variant);
    let same = unchanged(request, &etag);
    let mut response = match same {
        true => HttpResponse::NotModified(),
        false => HttpResponse::Ok(),
    };
    response
        .insert_header((header::ETAG, etag))
        .insert_header((header::CACHE_CONTROL, told.caching));
    if same {
        return Ok(response.finish());
    }
    let content = state.storage.get(&object(&media, pass.variant)).await?;
    Ok(response
        .insert_header((header::CONTENT_TYPE, told.content_type))
        .insert_header((header::CONTENT_DISPOSITION, told.disposition))
        // Pictures and documents are compressed already.
        .insert_header((header::CONTENT_ENCODING, "identity"))
        .body(content))
}

#[cfg(test)]
mod tests {
    use super::encoded;

    #[test]
    fn a_name_is_written_in_letters_that_no_header_reads_otherwise() {
        assert_eq!(encoded("Quai 4.pdf"), "Quai%204.pdf");
        assert_eq!(encoded("\u{e9}\"; x=\r\n"), "%C3%A9%22%3B%20x%3D%0D%0A");
    }
}
