//! What is drawn at random, and is the same each time.

use proptest::strategy::{Strategy, ValueTree as _};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// What a seed draws of a strategy: the same each time.
pub fn drawn<S: Strategy>(seed: u64, of: &S) -> S::Value {
    let bytes = [seed.to_le_bytes(), (seed + 1).to_le_bytes()].concat();
    let rng = TestRng::from_seed(RngAlgorithm::XorShift, &bytes);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    of.new_tree(&mut runner).unwrap().current()
}
