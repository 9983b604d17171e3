//! What numbers and dates mean, apart from any text: figures that keep their written
//! precision, intervals, units with dimensions, periods of the calendar.
//!
//! Every comparison in the house is made here, between intervals.

pub mod feast;
pub mod figure;
pub mod interval;
pub mod moon;
pub mod slip;
pub mod unit;
pub mod when;
