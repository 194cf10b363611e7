-- Names, places, routes and free text stand sealed: the database takes nothing else into these columns. The list is that of
-- lib/server/vault/sealed-fields.ts; a test compares the two. What a text says, such as that a reason has enough words, the
-- database cannot judge any more: it sees that there is one.
SET ROLE causeway_owner;

ALTER TABLE stage_spell
  DROP CONSTRAINT spell_reason_given,
  ADD CONSTRAINT spell_reason_given CHECK (NOT needs_reason OR reason IS NOT NULL);
ALTER TABLE placement
  DROP CONSTRAINT placement_emergency_has_a_reason,
  ADD CONSTRAINT placement_emergency_has_a_reason CHECK (NOT emergency OR reason IS NOT NULL);
ALTER TABLE break_glass DROP CONSTRAINT break_glass_reason_given;
ALTER TABLE suspension DROP CONSTRAINT suspension_has_a_reason;
-- Tasks of the house have no title of their own.
ALTER TABLE task ALTER COLUMN title DROP NOT NULL;

-- What is asked takes the key of the case, or of the person of the house, that it is about.
ALTER TABLE approval_request ALTER COLUMN snapshot TYPE text USING encode(snapshot, 'hex');

DO $$
DECLARE sealed record;
BEGIN
  FOR sealed IN
    SELECT listed.named, trim(kept) AS kept FROM (VALUES
      ('approval_request',  'snapshot, comment'),
      ('arrival',           'confirmed_by'),
      ('break_glass',       'reason, comment'),
      ('contact',           'civic_group, safe_hours, safe_way'),
      ('data_basis',        'explanation'),
      ('house_address',     'address'),
      ('identity',          'hangul, latin, cyrillic, aliases, birth_year, phone, guardian'),
      ('incident',          'account'),
      ('journey_route',     'route, fallbacks, escort'),
      ('note',              'body'),
      ('person',            'display_name'),
      ('placement',         'reason'),
      ('protection_number', 'reference'),
      ('risk_assessment',   'refoulement, health, exposure, dependants, explanation'),
      ('screening',         'explanation'),
      ('stage_spell',       'reason'),
      ('suspension',        'reason'),
      ('task',              'title')
    ) AS listed (named, columns), unnest(string_to_array(listed.columns, ',')) AS kept
  LOOP
    -- 44 bytes of head, 32 or more of text, 16 of tag, in base64url.
    EXECUTE format('ALTER TABLE %1$I ALTER COLUMN %2$I DROP DEFAULT, ADD CONSTRAINT %3$I CHECK (
      length(%2$I) >= 126 AND %2$I LIKE ''s1.%%'' AND substr(%2$I, 4) !~ ''[^A-Za-z0-9_-]'')',
      sealed.named, sealed.kept, sealed.named || '_' || sealed.kept || '_sealed');
  END LOOP;
END
$$;
RESET ROLE;
