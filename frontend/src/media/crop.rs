//! Choosing the square of a picture: drawn with the mouse or a finger, moved and made larger
//! with the keys, before anything is sent.

use leptos::html;
use leptos::prelude::*;
use shared::media::Crop;
use web_sys::{KeyboardEvent, PointerEvent};

use crate::i18n::*;

/// How large the square is shown, in CSS pixels. `pages.css` says the same.
const SHOWN: f64 = 256.0;

/// The smallest part of the side that can be chosen: an eighth.
const CLOSEST: f64 = 8.0;

/// How far a key moves it: a twentieth of the square.
const STEP: f64 = 0.05;

/// A picture and the square chosen of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Framed {
    width: u32,
    height: u32,
    pub(super) crop: Crop,
}

impl Framed {
    fn of(width: u32, height: u32) -> Self {
        let crop = Crop::centred(width, height);
        Self {
            width,
            height,
            crop,
        }
    }

    /// CSS pixels for each pixel of the picture.
    fn scale(self) -> f64 {
        SHOWN / f64::from(self.crop.side.max(1))
    }

    /// The picture pushed by so many CSS pixels under the square.
    fn pushed(self, right: f64, down: f64) -> Self {
        let pixels = |shown: f64| rounded(-shown / self.scale());
        let crop = self.crop;
        let crop = crop.moved(pixels(right), pixels(down), self.width, self.height);
        Self { crop, ..self }
    }

    /// How close it is, 0 to 100.
    fn closeness(self) -> f64 {
        let most = f64::from(self.width.min(self.height).max(1));
        let ratio = most / f64::from(self.crop.side.max(1));
        (ratio.log2() / CLOSEST.log2() * 100.0).clamp(0.0, 100.0)
    }

    /// The same middle, so close.
    fn closer(self, closeness: f64) -> Self {
        let most = f64::from(self.width.min(self.height).max(1));
        let ratio = CLOSEST.powf(closeness.clamp(0.0, 100.0) / 100.0);
        let side = u32::try_from(rounded(most / ratio)).unwrap_or(1);
        let crop = self.crop.resized(side, self.width, self.height);
        Self { crop, ..self }
    }

    /// What a key makes of it, if it is one of the keys.
    fn after(self, key: &str) -> Option<Self> {
        let step = SHOWN * STEP;
        Some(match key {
            "ArrowLeft" => self.pushed(step, 0.0),
            "ArrowRight" => self.pushed(-step, 0.0),
            "ArrowUp" => self.pushed(0.0, step),
            "ArrowDown" => self.pushed(0.0, -step),
            "+" | "=" => self.closer(self.closeness() + 5.0),
            "-" => self.closer(self.closeness() - 5.0),
            _ => return None,
        })
    }

    /// Where the picture lies under the square, as CSS writes it.
    fn transform(self) -> String {
        let scale = self.scale();
        let shift = |pixels: u32| -f64::from(pixels) * scale;
        let (left, top) = (shift(self.crop.left), shift(self.crop.top));
        format!("translate({left}px, {top}px) scale({scale})")
    }
}

/// The nearest whole number. Rust has no conversion between them without `as`.
fn rounded(number: f64) -> i64 {
    format!("{number:.0}").parse().unwrap_or_default()
}

/// The picture under its square. `framed` is none until the picture is there, and stays so when
/// it is no picture.
#[component]
pub(super) fn Cropper(
    /// Where the picture is.
    address: String,
    /// The square.
    framed: RwSignal<Option<Framed>>,
    /// It is no picture.
    on_broken: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let image: NodeRef<html::Img> = NodeRef::new();
    let loaded = move |_| {
        if let Some(image) = image.get_untracked() {
            framed.set(Some(Framed::of(
                image.natural_width(),
                image.natural_height(),
            )));
        }
    };
    let key = move |event: KeyboardEvent| {
        if let Some(after) = framed
            .get_untracked()
            .and_then(|one| one.after(&event.key()))
        {
            event.prevent_default();
            framed.set(Some(after));
        }
    };
    let held = StoredValue::new(None::<(i32, f64, f64)>);
    let transform = move || framed.get().map(Framed::transform).unwrap_or_default();
    view! {
        <div
            class="cropper"
            role="application"
            tabindex="0"
            aria-label=move || t_string!(i18n, media.crop_keys)
            on:keydown=key
            on:pointerdown=move |event| press(&event, held)
            on:pointermove=move |event| draw(&event, held, framed)
            on:pointerup=move |_| held.set_value(None)
            on:pointercancel=move |_| held.set_value(None)
        >
            <img
                src=address
                alt=""
                draggable="false"
                node_ref=image
                style:transform=transform
                on:load=loaded
                on:error=move |_| on_broken.run(())
            />
        </div>
        {closeness(framed)}
    }
}

/// How close it is: for whoever has no keyboard and no wheel.
fn closeness(framed: RwSignal<Option<Framed>>) -> impl IntoView {
    let i18n = use_i18n();
    let value = move || framed.get().map_or(0.0, Framed::closeness).to_string();
    let input = move |event| {
        let closeness = event_target_value(&event).parse().unwrap_or_default();
        framed.update(|framed| *framed = framed.map(|framed| framed.closer(closeness)));
    };
    view! {
        <div class="field">
            <label class="label" for="crop-closeness">
                {t!(i18n, media.closeness)}
            </label>
            <input
                id="crop-closeness"
                type="range"
                min="0"
                max="100"
                step="any"
                prop:value=value
                on:input=input
            />
        </div>
    }
}

fn press(event: &PointerEvent, held: StoredValue<Option<(i32, f64, f64)>>) {
    let at = (f64::from(event.client_x()), f64::from(event.client_y()));
    held.set_value(Some((event.pointer_id(), at.0, at.1)));
    let target = event.current_target();
    if let Some(element) = target.and_then(|target| {
        use wasm_bindgen::JsCast as _;
        target.dyn_into::<web_sys::Element>().ok()
    }) {
        // Drawn beyond its edge it is still drawn.
        let _ = element.set_pointer_capture(event.pointer_id());
    }
}

fn draw(
    event: &PointerEvent,
    held: StoredValue<Option<(i32, f64, f64)>>,
    framed: RwSignal<Option<Framed>>,
) {
    let Some((pointer, x, y)) = held.get_value() else {
        return;
    };
    if pointer != event.pointer_id() {
        return;
    }
    let at = (f64::from(event.client_x()), f64::from(event.client_y()));
    held.set_value(Some((pointer, at.0, at.1)));
    framed.update(|framed| *framed = framed.map(|framed| framed.pushed(at.0 - x, at.1 - y)));
}
