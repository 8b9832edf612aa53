"""Where the forms of pictures lie outside of the database: in a folder, or in a bucket."""
