//! Whether the server can be reached: while it cannot, everything is read and nothing is
//! written. An act that waited for the connection could meet another one that was faster,
//! and book somebody twice.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::http;

/// So long after a probe that failed comes the next, in milliseconds.
const PAUSE_MILLIS: i32 = 2_000;

/// The connection: `expect_context::<Connection>()`. A handle: copies share it.
#[derive(Clone, Copy)]
pub(crate) struct Connection {
    /// What the browser says of its network.
    online: RwSignal<bool>,
    /// Whether the server answered when it was last asked.
    reached: RwSignal<bool>,
}

impl Connection {
    /// The connection, as the browser sees it, for as long as the view that asks is there.
    pub(crate) fn new() -> Self {
        let online = RwSignal::new(window().navigator().on_line());
        let gone = window_event_listener(leptos::ev::offline, move |_| online.set(false));
        let back = window_event_listener(leptos::ev::online, move |_| online.set(true));
        on_cleanup(move || {
            gone.remove();
            back.remove();
            http::allow_writes(true);
        });
        let connection = Self {
            online,
            reached: RwSignal::new(true),
        };
        Effect::new(move |_| http::allow_writes(!connection.is_off()));
        connection
    }

    /// Whether nothing can be written. Follows changes.
    pub(crate) fn is_off(self) -> bool {
        !self.online.get() || !self.reached.get()
    }

    /// Whether nothing can be written now.
    pub(crate) fn is_off_now(self) -> bool {
        untrack(|| self.is_off())
    }

    /// Something broke off: asks whether the server is there, and goes on asking until it is.
    pub(crate) fn doubt(self) {
        if !self.reached.try_get_untracked().unwrap_or_default() {
            // It is being asked.
            return;
        }
        spawn_local(async move {
            while !http::is_there().await {
                if self.reached.try_set(false).is_some() {
                    // The pages are gone.
                    return;
                }
                http::sleep(PAUSE_MILLIS).await;
            }
            self.reached.try_set(true);
        });
    }
}
