//! The pointer's part of a drag: when a press becomes one, and when the grid scrolls along.

/// A place on the screen, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// From the left.
    pub x: i32,
    /// From the top.
    pub y: i32,
}

/// How far a pressed pointer goes before it drags: less is a click by an unsteady hand.
pub const THRESHOLD: u32 = 4;

/// How near an edge the pointer has to be for the grid to scroll.
pub const EDGE: i32 = 48;

/// The fastest scroll, in pixels a frame.
const FASTEST: i32 = 18;

/// Whether a press that began at `from` and came to `to` is a drag.
#[must_use]
pub fn is_drag(from: Point, to: Point) -> bool {
    let far = |a: i32, b: i32| a.abs_diff(b);
    far(from.x, to.x).max(far(from.y, to.y)) >= THRESHOLD
}

/// How far to scroll in this frame along one axis: the nearer the pointer is to an edge of
/// the visible stretch `low..high`, or beyond it, the faster.
#[must_use]
pub fn scroll_by(at: i32, low: i32, high: i32) -> i32 {
    let speed = |into: i32| into.clamp(0, EDGE) * FASTEST / EDGE;
    let edge = EDGE.min((high - low) / 4);
    let before = speed(low.saturating_add(edge).saturating_sub(at));
    let after = speed(at.saturating_sub(high.saturating_sub(edge)));
    after - before
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_press_drags_from_four_pixels_on() {
        let from = Point { x: 10, y: 10 };
        assert!(!is_drag(from, Point { x: 13, y: 7 }));
        assert!(is_drag(from, Point { x: 10, y: 6 }));
    }

    #[test]
    fn the_grid_scrolls_near_its_edges_and_not_in_its_middle() {
        assert_eq!(scroll_by(500, 0, 1000), 0);
        assert_eq!(scroll_by(0, 0, 1000), -FASTEST);
        assert_eq!(scroll_by(-400, 0, 1000), -FASTEST);
        assert_eq!(scroll_by(976, 0, 1000), 9);
        assert_eq!(scroll_by(30, 0, 60), 0, "a small box keeps a quiet middle");
    }
}
