//! Pictures and documents: the avatars of people, the attachments of missions.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::call::Call;
use crate::id::{MediaId, MissionId, UserId};
use crate::page::{Page, PageQuery};
use crate::text::{Name, legible};
use crate::time::Instant;
use crate::word::word;

/// The most bytes of the file that an avatar is made of: 2 MB.
pub const MOST_AVATAR_BYTES: usize = 2 * 1024 * 1024;

/// The most bytes of an attachment: 20 MB.
pub const MOST_ATTACHMENT_BYTES: usize = 20 * 1024 * 1024;

/// The most pixels of a picture: 50 million, more than the cameras of telephones make.
pub const MOST_PIXELS: u64 = 50_000_000;

/// The width and the height of an avatar, in pixels.
pub const AVATAR_SIDE: u32 = 256;

/// The width and the height of an avatar in the grid, in pixels.
pub const SMALL_SIDE: u32 = 64;

/// How long the address of a file is good, in seconds: 5 minutes.
pub const LINK_SECONDS: i64 = 5 * 60;

word! {
    /// What a file is for.
    MediaPurpose {
        /// The picture of a person.
        Avatar = "AVATAR",
        /// A document or picture of a mission.
        Attachment = "ATTACHMENT",
    }
}

word! {
    /// How far a file has come. What is not ready is shown to nobody.
    MediaState {
        /// Its objects are being written.
        Pending = "pending",
        /// They are in the store, and were read back.
        Ready = "ready",
    }
}

word! {
    /// What a file is, as its content says.
    MediaType {
        /// A PNG picture (W3C PNG).
        Png = "image/png",
        /// A JPEG picture (ITU-T T.81).
        Jpeg = "image/jpeg",
        /// A WebP picture (RFC 9649).
        Webp = "image/webp",
        /// A PDF document (ISO 32000).
        Pdf = "application/pdf",
    }
}

impl MediaType {
    /// Whether it is a picture.
    #[must_use]
    pub const fn is_picture(self) -> bool {
        !matches!(self, Self::Pdf)
    }

    /// How the name of such a file ends, without the dot.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpg",
            Self::Webp => "webp",
            Self::Pdf => "pdf",
        }
    }
}

/// A text that is no square of a picture.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("invalid_format")]
pub struct NotACrop;

/// A square of a picture, in pixels of the picture as it is seen: after its EXIF orientation.
/// On the wire `left,top,side`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Crop {
    /// From the left edge.
    pub left: u32,
    /// From the top edge.
    pub top: u32,
    /// Its width and height.
    pub side: u32,
}

impl Crop {
    /// The largest square in the middle of a picture.
    #[must_use]
    pub const fn centred(width: u32, height: u32) -> Self {
        let side = if width < height { width } else { height };
        Self {
            left: (width - side) / 2,
            top: (height - side) / 2,
            side,
        }
    }

    /// The square moved by so many pixels, as far as the picture goes.
    #[must_use]
    pub fn moved(self, right: i64, down: i64, width: u32, height: u32) -> Self {
        let within = |at: u32, by: i64, most: u32| {
            let most = i64::from(most.saturating_sub(self.side));
            let at = i64::from(at).saturating_add(by).clamp(0, most);
            u32::try_from(at).unwrap_or_default()
        };
        Self {
            left: within(self.left, right, width),
            top: within(self.top, down, height),
            side: self.side,
        }
    }

    /// The square with another side around the same middle, as far as the picture goes.
    #[must_use]
    pub fn resized(self, side: u32, width: u32, height: u32) -> Self {
        let side = side.clamp(1, width.min(height).max(1));
        let by = (i64::from(self.side) - i64::from(side)) / 2;
        Self { side, ..self }.moved(by, by, width, height)
    }

    /// Whether it has a size and lies within a picture.
    #[must_use]
    pub fn lies_in(self, width: u32, height: u32) -> bool {
        let ends_in =
            |start: u32, most: u32| start.checked_add(self.side).is_some_and(|end| end <= most);
        self.side > 0 && ends_in(self.left, width) && ends_in(self.top, height)
    }
}

impl std::fmt::Display for Crop {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{},{},{}", self.left, self.top, self.side)
    }
}

impl FromStr for Crop {
    type Err = NotACrop;
    fn from_str(text: &str) -> Result<Self, NotACrop> {
        let mut numbers = text
            .split(',')
            .map(|number| number.parse().map_err(|_| NotACrop));
        let mut next = || numbers.next().unwrap_or(Err(NotACrop));
        let crop = Self {
            left: next()?,
            top: next()?,
            side: next()?,
        };
        if numbers.next().is_some() {
            return Err(NotACrop);
        }
        Ok(crop)
    }
}

/// The name to show of a file that somebody calls so: the last step of a path, without what no
/// text here may have, and not longer than a name. It names nothing in the store.
#[must_use]
pub fn shown_name(called: &str) -> Option<Name> {
    let last = called.rsplit(['/', '\\']).next().unwrap_or_default();
    let line = legible(last).replace(['\n', '\t'], " ");
    let short: String = line.trim().chars().take(Name::MOST).collect();
    Name::parse(&short).ok()
}

/// A file, without its address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct MediaOut {
    /// The file.
    pub id: MediaId,
    /// What it is for.
    pub purpose: MediaPurpose,
    /// Whose avatar it is.
    pub person_id: Option<UserId>,
    /// The mission it is attached to.
    pub mission_id: Option<MissionId>,
    /// What an attachment is called.
    pub name: Option<Name>,
    /// What it is.
    pub content_type: MediaType,
    /// How long it is.
    pub bytes: i32,
    /// The SHA-256 of its content, in base64url: a copy that was kept under the id and this is good.
    pub hash: String,
    /// When it was uploaded.
    pub created_at: Instant,
}

/// Where a file can be read for the next five minutes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct MediaLinks {
    /// The file. An address without a host is one of this server.
    #[cfg_attr(feature = "server", schema(example = "/media/files/AZK4..."))]
    pub url: String,
    /// The small picture of it: 64 pixels of an avatar, at most 256 of a picture that is attached.
    pub small_url: Option<String>,
    /// Until when the addresses are good.
    pub expires_at: Instant,
}

/// A file, with its address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct MediaLinked {
    /// The file.
    #[serde(flatten)]
    pub media: MediaOut,
    /// Its addresses.
    #[serde(flatten)]
    pub links: MediaLinks,
}

/// The picture of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct AvatarOut {
    /// Whose it is.
    pub person_id: UserId,
    /// The file.
    pub media_id: MediaId,
    /// The SHA-256 of its content, in base64url.
    pub hash: String,
    /// Its addresses.
    #[serde(flatten)]
    pub links: MediaLinks,
}

/// Uploads a file. It goes with a multipart form: `file`, `purpose`, `person_id` or `mission_id`,
/// and perhaps `crop`. One's own avatar: everybody; another's: ADMIN; an attachment: MANAGER.
pub fn upload() -> Call<MediaOut> {
    Call::post("/media/upload")
}

/// One file. An avatar: everybody; an attachment: MANAGER.
pub fn get(id: MediaId) -> Call<MediaLinked> {
    Call::get(format!("/media/{id}"))
}

/// Removes a file. One's own avatar: everybody; another's: ADMIN; an attachment: MANAGER.
pub fn delete(id: MediaId) -> Call<()> {
    Call::delete(format!("/media/{id}"))
}

/// The avatars of the organisation's people.
pub fn avatars(page: &PageQuery) -> Call<Page<AvatarOut>> {
    Call::get("/media/avatars").query(page)
}

/// The attachments of a mission, the latest first. MANAGER.
pub fn attachments(mission: MissionId, page: &PageQuery) -> Call<Page<MediaLinked>> {
    Call::get(format!("/missions/{mission}/attachments")).query(page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crop_is_three_numbers() {
        let crop: Crop = "1,2,3".parse().unwrap();
        assert_eq!(
            crop,
            Crop {
                left: 1,
                top: 2,
                side: 3
            }
        );
        assert_eq!(crop.to_string().parse(), Ok(crop));
        for bad in [
            "",
            "1,2",
            "1,2,3,4",
            "1,2,-3",
            "a,b,c",
            "1,2,4294967296",
            "1.5,2,3",
        ] {
            assert_eq!(bad.parse::<Crop>(), Err(NotACrop), "{bad}");
        }
    }

    #[test]
    fn a_crop_lies_in_the_picture_or_not() {
        let crop = |left, top, side| Crop { left, top, side };
        assert!(crop(0, 0, 10).lies_in(10, 10));
        assert!(crop(2, 0, 8).lies_in(10, 8));
        assert!(!crop(3, 0, 8).lies_in(10, 8));
        assert!(!crop(0, 0, 0).lies_in(10, 10));
        assert!(!crop(u32::MAX, 0, 2).lies_in(10, 10));
        assert_eq!(Crop::centred(10, 4), crop(3, 0, 4));
        assert_eq!(Crop::centred(3, 6), crop(0, 1, 3));
    }

    #[test]
    fn a_crop_is_moved_and_resized_within_the_picture() {
        let crop = Crop {
            left: 10,
            top: 10,
            side: 20,
        };
        let at = |left, top, side| Crop { left, top, side };
        assert_eq!(crop.moved(5, -5, 100, 50), at(15, 5, 20));
        assert_eq!(crop.moved(-99, 99, 100, 50), at(0, 30, 20));
        assert_eq!(crop.resized(10, 100, 50), at(15, 15, 10));
        assert_eq!(crop.resized(40, 100, 50), at(0, 0, 40));
        assert_eq!(crop.resized(999, 100, 50), at(0, 0, 50));
        assert_eq!(crop.resized(0, 100, 50).side, 1);
    }

    /// What somebody calls a file is shown, and leads nowhere. Case E6.
    #[test]
    fn a_name_leads_nowhere() {
        let shown = |called: &str| shown_name(called).map(String::from);
        assert_eq!(shown("../../etc/passwd").as_deref(), Some("passwd"));
        assert_eq!(
            shown("C:\\plans\\Quai 4.pdf").as_deref(),
            Some("Quai 4.pdf")
        );
        assert_eq!(shown("a\0b\r\n.pdf").as_deref(), Some("ab .pdf"));
        assert_eq!(shown(&"x".repeat(300)).map(|name| name.len()), Some(120));
        assert_eq!(shown(".."), Some("..".to_owned()));
        assert_eq!(shown("../"), None);
    }
}
