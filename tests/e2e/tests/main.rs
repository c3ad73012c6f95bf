//! What a reader, a host page and a publisher see of the built widget, in a real browser.

#[cfg(test)]
mod accessibility;
#[cfg(test)]
mod adopted_tools;
#[cfg(test)]
mod adoption;
#[cfg(test)]
mod axe;
#[cfg(test)]
mod containment;
#[cfg(test)]
mod contrast;
#[cfg(test)]
mod csp;
#[cfg(test)]
mod delivery;
#[cfg(test)]
mod documentation;
#[cfg(test)]
mod edge;
#[cfg(test)]
mod embeds;
#[cfg(test)]
mod entry;
#[cfg(test)]
mod examples;
#[cfg(test)]
mod figures;
#[cfg(test)]
mod formats;
#[cfg(test)]
mod frames;
#[cfg(test)]
mod held;
#[cfg(test)]
mod hidden;
#[cfg(test)]
mod hostile;
#[cfg(test)]
#[path = "../../vectors/mod.rs"]
mod hostile_vectors;
#[cfg(test)]
mod hosts;
#[cfg(test)]
mod languages;
#[cfg(test)]
mod leaks;
#[cfg(test)]
mod lifecycle;
#[cfg(test)]
mod looks;
#[cfg(test)]
mod network;
#[cfg(test)]
mod package;
#[path = "../../pages/mod.rs"]
#[allow(dead_code, reason = "another test program uses the rest")]
mod pages;
#[cfg(test)]
mod patching;
#[cfg(test)]
mod prerender;
#[cfg(test)]
mod preview;
#[cfg(test)]
mod reading;
#[cfg(test)]
mod render;
#[cfg(test)]
mod roles;
#[cfg(test)]
mod soak;
#[cfg(test)]
mod states;
#[cfg(test)]
mod stories;
#[cfg(test)]
mod theming;
#[cfg(test)]
mod tools;
#[cfg(test)]
mod typography;
#[cfg(test)]
mod vectors;
#[cfg(test)]
mod wordpress;
