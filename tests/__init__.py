"""The tests as a package of their own, because a library installs one named `tests` as well."""
