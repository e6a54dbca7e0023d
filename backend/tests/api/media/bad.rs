//! Files that somebody sends to do harm, or by mistake: each is answered, none is stored.

use image::ImageFormat;
use shared::problem::ProblemCode;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use super::{PDF, Place, attach, file_of, gradient, own_avatar, png, upload};
use crate::support::{Persona, Sent};

/// A PNG that declares another size than it has, with the checksum that goes with it.
fn declaring(width: u32, height: u32) -> Vec<u8> {
    let mut file = png(8, 8);
    file.splice(16..20, width.to_be_bytes());
    file.splice(20..24, height.to_be_bytes());
    let checksum = crc(file.get(12..29).unwrap());
    file.splice(29..33, checksum.to_be_bytes());
    file.extend(vec![0; 50_000]);
    file
}

/// The checksum of a chunk (W3C PNG, annex D).
fn crc(bytes: &[u8]) -> u32 {
    let step = |mut c: u32| {
        for _ in 0..8 {
            c = if c & 1 == 1 {
                0xEDB8_8320 ^ (c >> 1)
            } else {
                c >> 1
            };
        }
        c
    };
    !bytes
        .iter()
        .fold(!0, |c, byte| step((c ^ u32::from(*byte)) & 0xFF) ^ (c >> 8))
}

/// A WebP of so many frames, each as small as can be.
fn moving(frames: usize) -> Vec<u8> {
    let chunk = |name: &[u8], body: &[u8]| {
        let length = u32::try_from(body.len()).unwrap().to_le_bytes();
        [name, &length, body].concat()
    };
    let mut body = b"WEBP".to_vec();
    body.extend(chunk(b"VP8X", &[2, 0, 0, 0, 0, 0, 0, 0, 0, 0]));
    body.extend(chunk(b"ANIM", &[0; 6]));
    let frame = chunk(b"ANMF", &[0; 16]);
    for _ in 0..frames {
        body.extend_from_slice(&frame);
    }
    chunk(b"RIFF", &body)
}

/// What is no picture, whatever it is called, is refused by its content; what is too large or
/// moves, by its header. Cases E1, E2, E3.
#[actix_web::test]
async fn what_is_no_avatar_is_refused() {
    let place = Place::folder().await;
    let tech = &place.company.tech;
    let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>";
    let both = b"GIF89a/*<html><script>alert(1)</script>*/";
    for (name, file) in [
        ("me.svg", svg.as_slice()),
        ("me.png", svg),
        ("me.jpg", both),
        ("me.png", PDF),
        ("me.webp", b"RIFF\x04\0\0\0WAVE"),
        ("me.png", b"\0"),
    ] {
        let sent = upload(tech, file, name, &[("purpose", "AVATAR")]).await;
        sent.refused(ProblemCode::UnsupportedMediaType);
    }
    for file in [declaring(30_000, 30_000), declaring(u32::MAX >> 1, 1)] {
        let sent = own_avatar(tech, &file).await;
        sent.invalid("/file", "too_many_pixels");
    }
    own_avatar(tech, &moving(60_000))
        .await
        .invalid("/file", "animated");
    let large = [png(9, 9), vec![0; 2 * 1024 * 1024]].concat();
    own_avatar(tech, &large)
        .await
        .refused(ProblemCode::TooLarge);
    assert_eq!(place.objects().await, 0);
}

/// A file that ends too early, at whatever byte, is damaged.
#[actix_web::test]
async fn a_file_that_is_cut_off_is_damaged() {
    let place = Place::folder().await;
    let tech = &place.company.tech;
    for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
        let whole = file_of(&gradient(64, 48), format);
        for part in 1..8 {
            let file = &whole[..whole.len() * part / 8];
            own_avatar(tech, file).await.invalid("/file", "damaged");
        }
        own_avatar(tech, &whole[..whole.len() - 1])
            .await
            .invalid("/file", "damaged");
        own_avatar(tech, &whole).await.succeeded();
    }
    let mission = place.mission().await;
    let manager = &place.company.manager;
    attach(manager, mission, &PDF[..20], "a.pdf")
        .await
        .invalid("/file", "damaged");
}

/// What a camera wrote beside the picture is gone from an avatar and from an attachment, and so
/// is whatever was put behind its end. Case E2.
#[actix_web::test]
async fn metadata_and_what_hides_behind_a_picture_are_gone() {
    let place = Place::folder().await;
    let manager = &place.company.manager;
    let mission = place.mission().await;
    let secret = b"GPS 48.8566 <script>alert(1)</script>";
    let mut exif = b"Exif\0\0MM\0*\0\0\0\x08\0\0".to_vec();
    exif.extend_from_slice(secret);
    let jpeg = file_of(&gradient(64, 48), ImageFormat::Jpeg);
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    let jpeg = [
        &jpeg[..2],
        &[0xFF, 0xE1],
        &length,
        &exif,
        &jpeg[2..],
        secret,
    ]
    .concat();
    let png = file_of(&gradient(64, 48), ImageFormat::Png);
    let text = [b"tEXtComment\0".as_slice(), secret].concat();
    let length = u32::try_from(text.len() - 4).unwrap().to_be_bytes();
    let chunk = [&length, text.as_slice(), &crc(&text).to_be_bytes()].concat();
    let png = [&png[..33], &chunk, &png[33..], secret].concat();
    let webp = file_of(&gradient(64, 48), ImageFormat::WebP);
    let webp = [webp.as_slice(), secret].concat();
    for (name, file) in [("a.jpg", jpeg), ("a.png", png), ("a.webp", webp)] {
        let attached = attach(manager, mission, &file, name).await.ok();
        let avatar = own_avatar(manager, &file).await.ok();
        for media in [attached, avatar] {
            let url = super::linked(manager, &media).await.links.url;
            let read = place.read(&url).await;
            assert_eq!(read.status, 200, "{name}");
            assert!(!read.body.windows(3).any(|part| part == b"GPS"), "{name}");
            assert!(
                !read.body.windows(7).any(|part| part == b"<script"),
                "{name}"
            );
            let picture = image::load_from_memory(&read.body).unwrap();
            assert!(picture.width() == 64 || picture.width() == 256);
        }
    }
}

/// What somebody calls a file is shown and nothing more: it lies under a key of the server's.
/// Case E6.
#[actix_web::test]
async fn a_name_is_only_shown() {
    let place = Place::folder().await;
    let manager = &place.company.manager;
    let mission = place.mission().await;
    for (called, shown) in [
        ("../../../etc/passwd", Some("passwd".to_owned())),
        ("..\\..\\x.pdf", Some("x.pdf".to_owned())),
        (&"x".repeat(300), Some("x".repeat(120))),
        ("", None),
    ] {
        let made = attach(manager, mission, PDF, called).await.ok();
        assert_eq!(made.name.map(String::from), shown, "{called}");
    }
    let storage = &place.company.stage.state.storage;
    let org = place.company.org.id.to_string();
    for key in storage.list("").await.unwrap() {
        assert!(
            key.as_str().starts_with(&org) && key.as_str().ends_with("/file"),
            "{key}"
        );
    }
}

/// A form that is not right is told where, and nothing of it is stored. Case E10.
#[actix_web::test]
async fn a_form_is_held_to_its_rules() {
    let place = Place::folder().await;
    let manager = &place.company.manager;
    let mission = place.mission().await.to_string();
    let picture = png(40, 30);
    let send = async |fields: &[(&str, &str)]| upload(manager, &picture, "a.png", fields).await;
    send(&[]).await.invalid("/purpose", "required");
    send(&[("purpose", "PASSPORT")])
        .await
        .invalid("/purpose", "invalid_choice");
    send(&[("purpose", "AVATAR"), ("person_id", "x")])
        .await
        .invalid("/person_id", "invalid_id");
    send(&[("purpose", "AVATAR"), ("mission_id", &mission)])
        .await
        .invalid("/mission_id", "unknown_field");
    send(&[("purpose", "ATTACHMENT")])
        .await
        .invalid("/mission_id", "required");
    send(&[("purpose", "AVATAR"), ("colour", "red")])
        .await
        .invalid("/colour", "unknown_field");
    for crop in ["x", "1,2", "-1,0,9", "1e3,0,9"] {
        send(&[("purpose", "AVATAR"), ("crop", crop)])
            .await
            .invalid("/crop", "invalid_format");
    }
    for crop in ["0,0,0", "0,0,31", "11,0,30", "4294967295,0,2"] {
        send(&[("purpose", "AVATAR"), ("crop", crop)])
            .await
            .invalid("/crop", "out_of_range");
    }
    upload(manager, b"", "a.png", &[("purpose", "AVATAR")])
        .await
        .invalid("/file", "required");
    let attached = [
        ("purpose", "ATTACHMENT"),
        ("mission_id", mission.as_str()),
        ("crop", "0,0,9"),
    ];
    send(&attached).await.invalid("/crop", "unknown_field");

    for (kind, body, code) in [
        (
            "image/png",
            picture.clone(),
            ProblemCode::UnsupportedMediaType,
        ),
        (
            "multipart/form-data",
            picture.clone(),
            ProblemCode::Malformed,
        ),
        (
            "multipart/form-data; boundary=x",
            picture.clone(),
            ProblemCode::Malformed,
        ),
        (
            "multipart/form-data; boundary=x",
            parts(10_000),
            ProblemCode::Malformed,
        ),
        (
            "multipart/form-data; boundary=x",
            long(),
            ProblemCode::TooLarge,
        ),
    ] {
        let request = manager
            .request("POST", "/media/upload")
            .header("content-type", kind);
        Sent::<()>::of(request.body(body)).await.refused(code);
    }
    assert_eq!(place.objects().await, 0);
}

fn parts(count: usize) -> Vec<u8> {
    let part = "--x\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\nAVATAR\r\n";
    format!("{}--x--\r\n", part.repeat(count)).into_bytes()
}

fn long() -> Vec<u8> {
    let part = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n";
    [
        part.as_bytes(),
        &vec![b'x'; 21 * 1024 * 1024],
        b"\r\n--x--\r\n",
    ]
    .concat()
}

/// An upload whose connection ends in the middle leaves nothing. Case E10.
#[actix_web::test]
async fn an_upload_that_is_cut_off_leaves_nothing() {
    let place = Place::folder().await;
    let Persona { base, token, .. } = &place.company.tech;
    let part = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nhalf";
    let request = format!(
        "POST /media/upload HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {}\r\nX-Org-Id: {}\r\n\
         Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 90000\r\nConnection: close\r\n\r\n{part}",
        base.trim_start_matches("http://"),
        token.as_ref().unwrap(),
        place.company.org.id,
    );
    let address = base.trim_start_matches("http://");
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    stream.shutdown().await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.is_empty() || answer.contains(" 400 "), "{answer}");
    assert_eq!(place.objects().await, 0);
}
