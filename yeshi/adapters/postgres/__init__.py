"""The store in PostgreSQL: SQL beside its row mappers, one file a business."""
