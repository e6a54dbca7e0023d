//! Side by side: where slots overlap on a time axis, each gets a lane of its own.

use crate::time::Slot;

/// The lane of one slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lane {
    /// The lane, from 0.
    pub lane: usize,
    /// How many lanes the slots that hang together need.
    pub of: usize,
}

/// The lanes of these slots, in their order. A slot takes the first lane that is free at
/// its start; slots that hang together by overlaps share the number of lanes.
#[must_use]
pub fn lanes(slots: &[Slot]) -> Vec<Lane> {
    let mut order: Vec<(usize, Slot)> = slots.iter().copied().enumerate().collect();
    order.sort_by_key(|(_, slot)| (slot.start(), std::cmp::Reverse(slot.end())));
    let mut placed = vec![Lane { lane: 0, of: 1 }; slots.len()];
    let mut cluster: Vec<(usize, usize)> = Vec::new();
    let mut ends: Vec<Slot> = Vec::new();
    for (place, slot) in order {
        if ends.iter().all(|last| last.end() <= slot.start()) {
            close(&mut placed, &cluster, ends.len());
            cluster.clear();
            ends.clear();
        }
        let free = ends.iter().position(|last| last.end() <= slot.start());
        let lane = free.unwrap_or(ends.len());
        match ends.get_mut(lane) {
            Some(last) => *last = slot,
            None => ends.push(slot),
        }
        cluster.push((place, lane));
    }
    close(&mut placed, &cluster, ends.len());
    placed
}

fn close(placed: &mut [Lane], cluster: &[(usize, usize)], of: usize) {
    for &(place, lane) in cluster {
        if let Some(slot) = placed.get_mut(place) {
            *slot = Lane { lane, of };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Instant;
    use proptest::prelude::*;

    fn slot(from: i64, to: i64) -> Slot {
        let zero: Instant = "2026-11-24T00:00:00Z".parse().unwrap();
        Slot::new(zero.plus_minutes(from), zero.plus_minutes(to)).unwrap()
    }

    fn laid(slots: &[Slot]) -> Vec<(usize, usize)> {
        lanes(slots)
            .iter()
            .map(|lane| (lane.lane, lane.of))
            .collect()
    }

    #[test]
    fn overlapping_slots_stand_side_by_side_and_others_have_the_width() {
        assert_eq!(laid(&[slot(0, 4), slot(4, 8)]), [(0, 1), (0, 1)]);
        assert_eq!(
            laid(&[slot(0, 4), slot(2, 6), slot(4, 8)]),
            [(0, 2), (1, 2), (0, 2)]
        );
        assert_eq!(
            laid(&[slot(9, 10), slot(0, 4), slot(1, 2)]),
            [(0, 1), (0, 2), (1, 2)]
        );
        assert_eq!(laid(&[]), []);
    }

    proptest! {
        #[test]
        fn no_two_slots_of_a_lane_overlap(times in prop::collection::vec((0i64..100, 1i64..30), 0..20)) {
            let slots: Vec<_> = times.iter().map(|(from, long)| slot(*from, from + long)).collect();
            let placed = lanes(&slots);
            for (a, first) in slots.iter().enumerate() {
                prop_assert!(placed[a].lane < placed[a].of);
                for (b, second) in slots.iter().enumerate().skip(a + 1) {
                    prop_assert!(!first.overlaps(*second) || placed[a].lane != placed[b].lane);
                    prop_assert!(!first.overlaps(*second) || placed[a].of == placed[b].of);
                }
            }
        }
    }
}
