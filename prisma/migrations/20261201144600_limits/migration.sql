ALTER TABLE "api_key" ADD COLUMN "every_endpoint" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN "endpoints" TEXT[],
ADD COLUMN "limits" JSONB,
ADD COLUMN "limited_as" TEXT;

ALTER TABLE "workspace" ADD COLUMN "limits" JSONB;

CREATE TABLE "limit_second" (
    "subject_id" TEXT NOT NULL,
    "second" BIGINT NOT NULL,
    "requests" INTEGER NOT NULL DEFAULT 0,
    "tokens" BIGINT NOT NULL DEFAULT 0,
    CONSTRAINT "limit_second_pkey" PRIMARY KEY ("subject_id", "second")
);

CREATE TABLE "limit_day" (
    "subject_id" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "micros" BIGINT NOT NULL DEFAULT 0,
    CONSTRAINT "limit_day_pkey" PRIMARY KEY ("subject_id", "day")
);

CREATE TABLE "limit_lease" (
    "request_id" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "instance_id" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "limit_lease_pkey" PRIMARY KEY ("subject_id", "request_id")
);
CREATE INDEX "limit_lease_instance_id_idx" ON "limit_lease"("instance_id");
CREATE INDEX "limit_lease_request_id_idx" ON "limit_lease"("request_id");

-- Whoever counts for these subjects does so alone until the transaction ends. Always in the same order, so that none waits in a circle.
CREATE FUNCTION limits_lock(subjects TEXT[]) RETURNS VOID LANGUAGE plpgsql AS $$
DECLARE
  lock BIGINT;
BEGIN
  FOR lock IN SELECT DISTINCT hashtextextended(one, 0) AS hash FROM unnest(subjects) AS one ORDER BY hash LOOP
    PERFORM pg_advisory_xact_lock(lock);
  END LOOP;
END $$;

-- Counts requests, one after the other, each against all its subjects or, when one of them has used up what it may, against none. Each
-- statement of a volatile function sees what was committed before it, so what is read below the lock is what those who had it have left.
CREATE FUNCTION limits_admit(asks JSONB) RETURNS JSONB LANGUAGE plpgsql AS $$
DECLARE
  ids TEXT[] := ARRAY(SELECT DISTINCT s->>'id' FROM jsonb_array_elements(asks) AS a, jsonb_array_elements(a->'subjects') AS s);
  moment TIMESTAMPTZ;
  now_second BIGINT;
  today DATE;
  ask JSONB;
  subject JSONB;
  used RECORD;
  refusals JSONB;
  standings JSONB;
  verdicts JSONB := '[]';
BEGIN
  PERFORM limits_lock(ids);
  moment := clock_timestamp();
  now_second := floor(extract(epoch FROM moment));
  today := (moment AT TIME ZONE 'UTC')::date;
  DELETE FROM limit_second l WHERE l.subject_id = ANY(ids) AND l.second < now_second - 60;
  FOR ask IN SELECT value FROM jsonb_array_elements(asks) LOOP
    refusals := '[]';
    standings := '[]';
    FOR subject IN SELECT value FROM jsonb_array_elements(ask->'subjects') LOOP
      SELECT coalesce(sum(l.requests), 0) AS requests, coalesce(sum(l.tokens), 0) AS tokens INTO used
      FROM limit_second l WHERE l.subject_id = subject->>'id';
      standings := standings || jsonb_build_object('requests', used.requests, 'tokens', used.tokens);
      IF used.requests >= (subject->>'requestsPerMinute')::bigint THEN
        refusals := refusals || jsonb_build_object('id', subject->>'id', 'limit', 'requestsPerMinute', 'opens', (
          SELECT min(s.second) + 61 FROM (
            SELECT l.second, used.requests - sum(l.requests) OVER (ORDER BY l.second) AS remaining
            FROM limit_second l WHERE l.subject_id = subject->>'id'
          ) s WHERE s.remaining < (subject->>'requestsPerMinute')::bigint));
      END IF;
      IF used.tokens >= (subject->>'tokensPerMinute')::bigint THEN
        refusals := refusals || jsonb_build_object('id', subject->>'id', 'limit', 'tokensPerMinute', 'opens', (
          SELECT min(s.second) + 61 FROM (
            SELECT l.second, used.tokens - sum(l.tokens) OVER (ORDER BY l.second) AS remaining
            FROM limit_second l WHERE l.subject_id = subject->>'id'
          ) s WHERE s.remaining < (subject->>'tokensPerMinute')::bigint));
      END IF;
      IF subject->>'parallelRequests' IS NOT NULL AND (subject->>'parallelRequests')::bigint <= (
        SELECT count(*) FROM limit_lease l WHERE l.subject_id = subject->>'id' AND l.expires_at > moment
      ) THEN
        refusals := refusals || jsonb_build_object('id', subject->>'id', 'limit', 'parallelRequests', 'opens', NULL);
      END IF;
      IF subject->>'dayMicros' IS NOT NULL OR subject->>'monthMicros' IS NOT NULL THEN
        SELECT coalesce(sum(l.micros) FILTER (WHERE l.day = today), 0) AS day, coalesce(sum(l.micros), 0) AS month INTO used
        FROM limit_day l WHERE l.subject_id = subject->>'id' AND l.day >= date_trunc('month', today::timestamp)::date AND l.day <= today;
        IF used.day >= (subject->>'dayMicros')::bigint THEN
          refusals := refusals || jsonb_build_object('id', subject->>'id', 'limit', 'dayMicros',
            'opens', extract(epoch FROM (today + 1)::timestamp AT TIME ZONE 'UTC')::bigint);
        END IF;
        IF used.month >= (subject->>'monthMicros')::bigint THEN
          refusals := refusals || jsonb_build_object('id', subject->>'id', 'limit', 'monthMicros',
            'opens', extract(epoch FROM (date_trunc('month', today::timestamp) + interval '1 month') AT TIME ZONE 'UTC')::bigint);
        END IF;
      END IF;
    END LOOP;
    IF refusals = '[]' THEN
      INSERT INTO limit_second AS l (subject_id, second, requests, tokens)
      SELECT s->>'id', now_second, 1, (ask->>'tokens')::bigint FROM jsonb_array_elements(ask->'subjects') AS s
      ON CONFLICT (subject_id, second) DO UPDATE SET requests = l.requests + 1, tokens = l.tokens + excluded.tokens;
      INSERT INTO limit_day AS l (subject_id, day, micros)
      SELECT s->>'id', today, (ask->>'micros')::bigint FROM jsonb_array_elements(ask->'subjects') AS s
      WHERE s->>'dayMicros' IS NOT NULL OR s->>'monthMicros' IS NOT NULL
      ON CONFLICT (subject_id, day) DO UPDATE SET micros = l.micros + excluded.micros;
      INSERT INTO limit_lease (subject_id, request_id, instance_id, expires_at)
      SELECT s->>'id', ask->>'requestId', ask->>'instanceId', moment + (ask->>'leaseMs')::bigint * interval '1 millisecond'
      FROM jsonb_array_elements(ask->'subjects') AS s WHERE s->>'parallelRequests' IS NOT NULL
      ON CONFLICT (subject_id, request_id) DO NOTHING;
    END IF;
    verdicts := verdicts || jsonb_build_object('nowMs', floor(extract(epoch FROM moment) * 1000)::bigint, 'second', now_second,
                                               'day', today, 'refusals', refusals, 'standings', standings);
  END LOOP;
  RETURN verdicts;
END $$;

-- Ends requests that were admitted: their places are free, and what they used counts in place of what was reserved, in the second and
-- on the day that they were admitted.
CREATE FUNCTION limits_settle(ends JSONB) RETURNS VOID LANGUAGE plpgsql AS $$
DECLARE
  one JSONB;
BEGIN
  PERFORM limits_lock(ARRAY(SELECT DISTINCT id FROM jsonb_array_elements(ends) AS e, jsonb_array_elements_text(e->'ids') AS id));
  FOR one IN SELECT value FROM jsonb_array_elements(ends) LOOP
    DELETE FROM limit_lease WHERE request_id = one->>'requestId';
    UPDATE limit_second SET tokens = greatest(0, tokens + (one->>'tokens')::bigint)
    WHERE subject_id IN (SELECT jsonb_array_elements_text(one->'ids')) AND second = (one->>'second')::bigint;
    UPDATE limit_day SET micros = greatest(0, micros + (one->>'micros')::bigint)
    WHERE subject_id IN (SELECT jsonb_array_elements_text(one->'ids')) AND day = (one->>'day')::date;
  END LOOP;
END $$;
