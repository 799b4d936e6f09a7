-- The plan as the other services were told of it; where the plan table says something else by now, they are told again.
ALTER TABLE accounts ADD COLUMN told_plan text;
