"""The decision core: who fetches what, and when they must leave."""
