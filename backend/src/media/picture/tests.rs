use image::{ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};

use super::*;

/// A level of a smooth picture with some detail, 0 to 255.
fn level(x: f64, y: f64, phase: f64) -> u8 {
    let wave = (x * 9.0 + phase).sin() * (y * 7.0 - phase).cos();
    let fine = ((x * 30.0).sin() * (y * 25.0).cos()) * 0.2;
    let level = 127.5 + 100.0 * wave + 100.0 * fine;
    // Within 0 and 255, so that nothing is lost.
    format!("{:.0}", level.clamp(0.0, 255.0)).parse().unwrap()
}

/// A picture that is another one seen from each side.
fn scene(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let (x, y) = (
            f64::from(x) / f64::from(width),
            f64::from(y) / f64::from(height),
        );
        Rgb([level(x, y, 0.0), level(x, y, 1.0), level(x * 2.0, y, 2.0)])
    })
}

fn file(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    picture.write_to(&mut file, format).unwrap();
    file.into_inner()
}

fn decoded(encoded: &Encoded) -> RgbImage {
    image::load_from_memory(&encoded.content).unwrap().to_rgb8()
}

/// The mean difference of two pictures, in levels.
fn difference(one: &RgbImage, other: &RgbImage) -> f64 {
    assert_eq!(one.dimensions(), other.dimensions());
    let sum: u64 = one
        .iter()
        .zip(other.iter())
        .map(|(one, other)| u64::from(one.abs_diff(*other)))
        .sum();
    f64::from(u32::try_from(sum).unwrap()) / f64::from(u32::try_from(one.len()).unwrap())
}

/// A square of a picture at another size, by the plainest rule there is: each new pixel is the
/// mean of the area that it covers, its edge pixels in part.
fn mean_of_areas(picture: &RgbImage, crop: Crop, side: u32) -> RgbImage {
    let scale = f64::from(crop.side) / f64::from(side);
    RgbImage::from_fn(side, side, |x, y| {
        let (mut sums, mut area) = ([0.0; 3], 0.0);
        for (from_x, share_x) in covered(x, scale) {
            for (from_y, share_y) in covered(y, scale) {
                let pixel = picture[(crop.left + from_x, crop.top + from_y)].0;
                for (sum, level) in sums.iter_mut().zip(pixel) {
                    *sum += f64::from(level) * share_x * share_y;
                }
                area += share_x * share_y;
            }
        }
        Rgb(sums.map(|sum| format!("{:.0}", sum / area).parse().unwrap()))
    })
}

/// The pixels that a new one covers along one side, each with how much of it.
fn covered(at: u32, scale: f64) -> Vec<(u32, f64)> {
    let (start, end) = (f64::from(at) * scale, f64::from(at + 1) * scale);
    let mut found = Vec::new();
    let mut pixel = 0_u32;
    while f64::from(pixel) < end {
        let share = (f64::from(pixel) + 1.0).min(end) - f64::from(pixel).max(start);
        if share > 1e-9 {
            found.push((pixel, share));
        }
        pixel += 1;
    }
    found
}

/// An avatar differs from what an independent implementation makes of the same square by less
/// than two levels in the mean.
#[test]
fn an_avatar_is_what_another_implementation_makes() {
    let picture = scene(1200, 900);
    for (format, crop) in [
        (ImageFormat::Png, None),
        (ImageFormat::Jpeg, None),
        (
            ImageFormat::WebP,
            Some(Crop {
                left: 37,
                top: 101,
                side: 613,
            }),
        ),
    ] {
        let file = file(&picture.clone().into(), format);
        let [large, small] = avatar(&file, crop).unwrap();
        let crop = crop.unwrap_or(Crop {
            left: 150,
            top: 0,
            side: 900,
        });
        for (made, side) in [(large, 256), (small, 64)] {
            let error = difference(&decoded(&made), &mean_of_areas(&picture, crop, side));
            assert!(error < 2.0, "{format:?} {side}: {error}");
        }
    }
}

/// A JPEG with an EXIF segment that says how it is to be turned.
fn turned(picture: &RgbImage, orientation: u8) -> Vec<u8> {
    let file = file(&picture.clone().into(), ImageFormat::Jpeg);
    let mut exif =
        b"\xFF\xE1\0\x22Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    exif.extend_from_slice(&[orientation, 0, 0, 0, 0, 0, 0]);
    [&file[..2], &exif, &file[2..]].concat()
}

/// The picture that a camera held so stores of what is seen: EXIF 2.32, tag 274, whose words say
/// where the first row and the first column of the stored picture are in the seen one.
fn stored(seen: &RgbImage, orientation: u8) -> RgbImage {
    use image::imageops::{flip_horizontal, flip_vertical, rotate90, rotate180, rotate270};
    match orientation {
        1 => seen.clone(),
        2 => flip_horizontal(seen),
        3 => rotate180(seen),
        4 => flip_vertical(seen),
        5 => flip_horizontal(&rotate90(seen)),
        6 => rotate270(seen),
        7 => flip_horizontal(&rotate270(seen)),
        _ => rotate90(seen),
    }
}

/// However the camera was held, the same square of what is seen becomes the same avatar, and the
/// preview of an attachment stands upright.
#[test]
fn a_picture_is_turned_as_its_camera_says() {
    let seen = scene(300, 200);
    let crop = Crop {
        left: 20,
        top: 10,
        side: 150,
    };
    let wanted = mean_of_areas(&seen, crop, 256);
    for orientation in 1..=8 {
        let file = turned(&stored(&seen, orientation), orientation);
        let [large, _] = avatar(&file, Some(crop)).unwrap();
        let error = difference(&decoded(&large), &wanted);
        assert!(error < 2.5, "{orientation}: {error}");
        assert!(avatar(&file, Some(Crop { left: 150, ..crop })).is_ok());
        assert_eq!(
            avatar(&file, Some(Crop { top: 51, ..crop })),
            Err(Fault::Crop)
        );
        let plain = container::plain_copy(MediaType::Jpeg, &file).unwrap();
        let small = decoded(&preview(MediaType::Jpeg, &plain).unwrap());
        assert_eq!(small.dimensions(), (256, 170), "{orientation}");
    }
}

/// What can be seen through stays so, and its edge does not go dark.
#[test]
fn a_transparent_picture_stays_transparent() {
    let picture = RgbaImage::from_fn(128, 128, |x, _| {
        if x < 64 {
            Rgba([0, 0, 0, 0])
        } else {
            Rgba([200, 100, 50, 255])
        }
    });
    let [large, _] = avatar(&file(&picture.into(), ImageFormat::Png), None).unwrap();
    assert_eq!(large.kind, MediaType::Png);
    let large = image::load_from_memory(&large.content).unwrap().to_rgba8();
    assert_eq!(large[(10, 10)].0[3], 0);
    for pixel in large.pixels().filter(|pixel| pixel.0[3] > 200) {
        // Lanczos overshoots a little at an edge; what it must not do is mix in the black behind.
        assert!(pixel.0[0] > 188, "{pixel:?}");
    }
}

/// Pictures of one pixel, of one line and of sixteen bits are pictures.
#[test]
fn unusual_pictures_are_pictures() {
    for picture in [
        DynamicImage::new_rgb8(1, 1),
        DynamicImage::new_luma8(1, 999),
        DynamicImage::new_luma_a8(7, 3),
        DynamicImage::new_rgb16(30, 30),
        DynamicImage::new_rgba16(3, 30),
    ] {
        let file = file(&picture, ImageFormat::Png);
        let [large, small] = avatar(&file, None).unwrap();
        assert!(large.content.len() > small.content.len());
        assert!(preview(MediaType::Png, &file).is_ok());
    }
}
