"""A person who was taken out leaves no trace: looked for in every byte."""
