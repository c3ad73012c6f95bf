//! A server with faults and a browser to drive over it.

pub mod browser;
pub mod gallery;
pub mod kept;
pub mod picture;
pub mod roles;
pub mod scene;
pub mod server;

pub use kept::Kept;
pub use scene::{Scene, scene};
pub use server::{Gate, Host, Outcome, Reply, Server};
