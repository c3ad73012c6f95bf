//! A server with faults and a browser to drive over it.
