-- No question is asked of all stalls that have deals.
DROP INDEX merchants_with_deals;
