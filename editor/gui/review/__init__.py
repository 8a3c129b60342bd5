"""The termbase in the window: proposing a term, deciding on suggestions, looking terms up; nothing is loaded early."""
