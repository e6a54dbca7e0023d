//! Pictures of pictures: the avatar of a photograph, the small picture of an attachment.
//!
//! A picture is decoded only when its header says that this can be done in bounded memory, and
//! what is stored is encoded anew, so that nothing of the file but its pixels is kept.

use std::io::Cursor;

use fast_image_resize::{FilterType, ResizeAlg, ResizeOptions, Resizer};
use image::codecs::jpeg::{JpegDecoder, JpegEncoder};
use image::codecs::png::{PngDecoder, PngEncoder};
use image::codecs::webp::WebPDecoder;
use image::metadata::Orientation;
use image::{DynamicImage, ExtendedColorType, ImageDecoder, ImageEncoder as _};
use shared::media::{AVATAR_SIDE, Crop, MOST_PIXELS, MediaType, SMALL_SIDE};

use super::container;
use super::fault::Fault;

/// The most bytes that a decoded picture takes: the most pixels with four bytes each.
const MOST_DECODED_BYTES: u64 = MOST_PIXELS * 4;

/// The longest side of the small picture of an attachment.
const PREVIEW_SIDE: u32 = 256;

/// How true a JPEG is, of 100: beyond this, files grow and nothing is seen.
const QUALITY: u8 = 88;

/// A file to store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Encoded {
    pub(super) kind: MediaType,
    pub(super) content: Vec<u8>,
}

/// The avatar that a file becomes, of 256 pixels and of 64: the square that was chosen, or the
/// largest in the middle.
pub(super) fn avatar(file: &[u8], crop: Option<Crop>) -> Result<[Encoded; 2], Fault> {
    let kind = container::kind_of(file).filter(|kind| kind.is_picture());
    let kind = kind.ok_or(Fault::Type)?;
    // Refuses what moves or is not whole; its copy is not needed here.
    container::plain_copy(kind, file)?;
    let Opened {
        picture,
        orientation,
    } = open(kind, file)?;
    let (raw_width, raw_height) = (picture.width(), picture.height());
    let (width, height) = seen(orientation, raw_width, raw_height);
    let crop = crop.unwrap_or_else(|| Crop::centred(width, height));
    if !crop.lies_in(width, height) {
        return Err(Fault::Crop);
    }
    let crop = on_sensor(orientation, crop, raw_width, raw_height);
    let mut large = resized(&picture, Some(crop), AVATAR_SIDE, AVATAR_SIDE)?;
    drop(picture);
    large.apply_orientation(orientation);
    let small = resized(&large, None, SMALL_SIDE, SMALL_SIDE)?;
    Ok([encoded(&large)?, encoded(&small)?])
}

/// The small picture of a picture that is attached.
pub(super) fn preview(kind: MediaType, file: &[u8]) -> Result<Encoded, Fault> {
    let Opened {
        picture,
        orientation,
    } = open(kind, file)?;
    let longest = picture.width().max(picture.height()).max(1);
    let side = |length: u32| {
        let scaled = u64::from(length) * u64::from(PREVIEW_SIDE.min(longest)) / u64::from(longest);
        u32::try_from(scaled).unwrap_or(PREVIEW_SIDE).max(1)
    };
    let mut small = resized(
        &picture,
        None,
        side(picture.width()),
        side(picture.height()),
    )?;
    small.apply_orientation(orientation);
    encoded(&small)
}

/// A decoded picture, and how it is to be turned.
struct Opened {
    picture: DynamicImage,
    orientation: Orientation,
}

fn open(kind: MediaType, file: &[u8]) -> Result<Opened, Fault> {
    let reader = Cursor::new(file);
    match kind {
        MediaType::Png => decode(PngDecoder::new(reader).map_err(damaged)?),
        MediaType::Jpeg => decode(JpegDecoder::new(reader).map_err(damaged)?),
        MediaType::Webp => decode(WebPDecoder::new(reader).map_err(damaged)?),
        MediaType::Pdf => Err(Fault::Type),
    }
}

/// Decodes a picture whose header was read, if it is not too large (CASES.md E3).
fn decode(mut decoder: impl ImageDecoder) -> Result<Opened, Fault> {
    let (width, height) = decoder.dimensions();
    if width == 0 || height == 0 {
        return Err(Fault::Damaged);
    }
    let pixels = u64::from(width) * u64::from(height);
    if pixels > MOST_PIXELS || decoder.total_bytes() > MOST_DECODED_BYTES {
        return Err(Fault::Pixels);
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let picture = DynamicImage::from_decoder(decoder).map_err(damaged)?;
    Ok(Opened {
        picture,
        orientation,
    })
}

fn damaged(error: image::ImageError) -> Fault {
    tracing::debug!(%error, "a picture cannot be decoded");
    match error {
        image::ImageError::Limits(_) => Fault::Pixels,
        _ => Fault::Damaged,
    }
}

/// The size of a picture as it is seen.
fn seen(orientation: Orientation, width: u32, height: u32) -> (u32, u32) {
    match orientation {
        Orientation::Rotate90
        | Orientation::Rotate270
        | Orientation::Rotate90FlipH
        | Orientation::Rotate270FlipH => (height, width),
        _ => (width, height),
    }
}

/// Where a square of the picture as it is seen lies on the sensor, whose picture is `width` by
/// `height`. Cutting first and turning the small result saves turning the large one.
fn on_sensor(orientation: Orientation, crop: Crop, width: u32, height: u32) -> Crop {
    let Crop { left, top, side } = crop;
    let (from_right, from_bottom) = (
        |distance: u32| width.saturating_sub(distance).saturating_sub(side),
        |distance: u32| height.saturating_sub(distance).saturating_sub(side),
    );
    let (left, top) = match orientation {
        Orientation::NoTransforms => (left, top),
        Orientation::FlipHorizontal => (from_right(left), top),
        Orientation::Rotate180 => (from_right(left), from_bottom(top)),
        Orientation::FlipVertical => (left, from_bottom(top)),
        Orientation::Rotate90 => (top, from_bottom(left)),
        Orientation::Rotate270 => (from_right(top), left),
        Orientation::Rotate90FlipH => (top, left),
        Orientation::Rotate270FlipH => (from_right(top), from_bottom(left)),
    };
    Crop { left, top, side }
}

/// A part of a picture, or all of it, at another size. Lanczos of three lobes, as `sharp` and
/// Pillow have it.
fn resized(
    picture: &DynamicImage,
    crop: Option<Crop>,
    width: u32,
    height: u32,
) -> Result<DynamicImage, Fault> {
    let mut options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3));
    if let Some(Crop { left, top, side }) = crop {
        options = options.crop(left.into(), top.into(), side.into(), side.into());
    }
    let mut small = DynamicImage::new(width, height, picture.color());
    Resizer::new()
        .resize(picture, &mut small, &options)
        .map_err(|error| {
            tracing::debug!(%error, "a picture cannot be resized");
            Fault::Damaged
        })?;
    Ok(small)
}

/// A JPEG, or where something can be seen through a PNG.
fn encoded(picture: &DynamicImage) -> Result<Encoded, Fault> {
    let (width, height) = (picture.width(), picture.height());
    let mut content = Vec::new();
    if picture.color().has_alpha() {
        let pixels = picture.to_rgba8();
        if pixels.pixels().any(|pixel| pixel.0[3] < 255) {
            PngEncoder::new(&mut content)
                .write_image(&pixels, width, height, ExtendedColorType::Rgba8)
                .map_err(damaged)?;
            let kind = MediaType::Png;
            return Ok(Encoded { kind, content });
        }
    }
    JpegEncoder::new_with_quality(&mut content, QUALITY)
        .write_image(&picture.to_rgb8(), width, height, ExtendedColorType::Rgb8)
        .map_err(damaged)?;
    let kind = MediaType::Jpeg;
    Ok(Encoded { kind, content })
}

#[cfg(test)]
mod tests;
