"""The termbase: concepts, terms and known bad renderings; knows neither Qt nor the editor."""
