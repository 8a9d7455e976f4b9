CREATE TABLE "account_link_events" (
	"id" text PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"link_id" text,
	"site_id" text NOT NULL,
	"site_user_id" text NOT NULL,
	"page_id" text NOT NULL,
	"psid" text NOT NULL,
	"assurance" text NOT NULL,
	"ref_id" text,
	"reason" text,
	"way" text,
	"by" text,
	"address" text,
	"agent" text,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "account_links" (
	"id" text PRIMARY KEY NOT NULL,
	"site_id" text NOT NULL,
	"site_user_id" text NOT NULL,
	"label" text,
	"page_id" text NOT NULL,
	"psid" text NOT NULL,
	"assurance" text NOT NULL,
	"way" text NOT NULL,
	"ref_id" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"removed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "api_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"hash" text NOT NULL,
	"scopes" jsonb NOT NULL,
	"site_id" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	"seeded_as" text
);
--> statement-breakpoint
CREATE TABLE "apps" (
	"id" text PRIMARY KEY NOT NULL,
	"sealed_secrets" jsonb NOT NULL,
	"sealed_verify_token" text NOT NULL,
	"seed_digest" text,
	"allows_sha1" boolean NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "arrivals" (
	"id" text PRIMARY KEY NOT NULL,
	"event_id" text NOT NULL,
	"kind" text NOT NULL,
	"page_id" text NOT NULL,
	"psid" text,
	"user_ref" text,
	"ref" text,
	"ref_hash" text,
	"ref_id" text,
	"entry_point" text,
	"site_id" text,
	"data_ref" text,
	"site_user_id" text,
	"landing" jsonb,
	"signed_context" jsonb,
	"source" text,
	"ad_id" text,
	"is_new_thread" boolean,
	"outcome" text NOT NULL,
	"reason" text,
	"occurred_at" timestamp (3) with time zone NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_entries" (
	"id" text PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor_type" text NOT NULL,
	"actor_id" text,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"site_id" text,
	"request_id" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "dead_jobs" (
	"seq" bigserial PRIMARY KEY NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"key" text,
	"data" jsonb,
	"attempts" bigint NOT NULL,
	"error" text NOT NULL,
	"failed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "inbox_deliveries" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"app_id" text NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"size" bigint NOT NULL,
	"status" text NOT NULL,
	"events" bigint NOT NULL,
	"duplicates" bigint NOT NULL,
	"error" text,
	"body" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "entry_point_aliases" (
	"page_id" text NOT NULL,
	"alias_hash" text NOT NULL,
	"alias" text NOT NULL,
	"entry_point_key" text NOT NULL,
	CONSTRAINT "entry_point_aliases_page_id_alias_hash_pk" PRIMARY KEY("page_id","alias_hash")
);
--> statement-breakpoint
CREATE TABLE "entry_points" (
	"key" text PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"site_id" text NOT NULL,
	"page_id" text NOT NULL,
	"variant" text NOT NULL,
	"label" text,
	"link_policy" text NOT NULL,
	"look" jsonb NOT NULL,
	"allows_plugin" boolean NOT NULL,
	"status" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "inbox_events" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"delivery_id" bigint NOT NULL,
	"app_id" text NOT NULL,
	"path" text NOT NULL,
	"dedupe_key" text NOT NULL,
	"partition" bigint NOT NULL,
	"kind" text NOT NULL,
	"page_id" text NOT NULL,
	"psid" text,
	"status" text NOT NULL,
	"parked_for" text,
	"attempts" bigint NOT NULL,
	"error" text,
	"failures" jsonb,
	"is_forced" boolean NOT NULL,
	"occurred_at" timestamp (3) with time zone NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"settled_at" timestamp (3) with time zone,
	"applied_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "jobs" (
	"seq" bigserial PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"key" text,
	"data" jsonb,
	"failures" bigint NOT NULL,
	"held" boolean NOT NULL,
	"start_after" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "link_attempts" (
	"id" text PRIMARY KEY NOT NULL,
	"site_id" text NOT NULL,
	"site_user_id" text NOT NULL,
	"label" text,
	"page_id" text NOT NULL,
	"psid" text NOT NULL,
	"way" text NOT NULL,
	"policy" text NOT NULL,
	"ref_id" text,
	"arrival_id" text,
	"signed_context" jsonb,
	"number" bigint,
	"choices" jsonb,
	"needs_thread" boolean NOT NULL,
	"needs_site" boolean NOT NULL,
	"person" text,
	"status" text NOT NULL,
	"reason" text,
	"conflict_with" text,
	"conflict_label" text,
	"question_id" text,
	"asked" bigint NOT NULL,
	"link_id" text,
	"address" text,
	"agent" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"settled_at" timestamp (3) with time zone,
	"late_told_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "link_code_tries" (
	"event_id" text PRIMARY KEY NOT NULL,
	"page_id" text NOT NULL,
	"psid" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"was_closed" boolean NOT NULL,
	"is_pause_told" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "link_codes" (
	"hash" text PRIMARY KEY NOT NULL,
	"site_id" text NOT NULL,
	"page_id" text NOT NULL,
	"entry_point_key" text NOT NULL,
	"ref_id" text NOT NULL,
	"account_hash" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_psid" text,
	"used_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "link_sessions" (
	"id_hash" text PRIMARY KEY NOT NULL,
	"earlier_hash" text,
	"browser_hash" text NOT NULL,
	"page_id" text NOT NULL,
	"psid" text NOT NULL,
	"site_id" text NOT NULL,
	"person" text NOT NULL,
	"language" text NOT NULL,
	"sealed_way_back" text,
	"web_link_hash" text,
	"step" text NOT NULL,
	"state_hash" text,
	"sealed_check" text,
	"sealed_answer" text,
	"ticket_hash" text,
	"login" text,
	"site_user_id" text,
	"label" text,
	"number" bigint,
	"asks_number" boolean NOT NULL,
	"code_hash" text,
	"sealed_code" text,
	"code_expires_at" timestamp (3) with time zone,
	"code_event_id" text,
	"attempt_id" text,
	"address" text,
	"agent" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "login_prompts" (
	"site_id" text NOT NULL,
	"page_id" text NOT NULL,
	"psid" text NOT NULL,
	"prompted_at" timestamp (3) with time zone,
	"greeted_at" timestamp (3) with time zone,
	"last_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "login_prompts_site_id_page_id_psid_pk" PRIMARY KEY("site_id","page_id","psid")
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"seq" bigserial PRIMARY KEY NOT NULL,
	"id" text NOT NULL,
	"site_id" text,
	"page_id" text NOT NULL,
	"psid" text NOT NULL,
	"purpose" text NOT NULL,
	"about" text,
	"content" jsonb NOT NULL,
	"asked_tag" text,
	"not_after" timestamp (3) with time zone,
	"status" text NOT NULL,
	"reason_code" text,
	"reason_message" text,
	"reason_hint" text,
	"changes_at" timestamp (3) with time zone,
	"app_id" text,
	"messaging_type" text,
	"tag" text,
	"mid" text,
	"attempts" bigint NOT NULL,
	"not_before" timestamp (3) with time zone,
	"echo_awaited_until" timestamp (3) with time zone,
	"idempotency_key" text,
	"body_hash" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"sending_at" timestamp (3) with time zone,
	"settled_at" timestamp (3) with time zone,
	"said_at" timestamp (3) with time zone,
	"echoed_at" timestamp (3) with time zone,
	"delivered_at" timestamp (3) with time zone,
	"read_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "notifications" (
	"id" text PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"site_id" text,
	"subject" text NOT NULL,
	"status" text NOT NULL,
	"data" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "page_call_errors" (
	"page_id" text NOT NULL,
	"app_id" text NOT NULL,
	"problem" text NOT NULL,
	"code" bigint,
	"subcode" bigint,
	"sentence" text NOT NULL,
	"trace_id" text,
	"first_at" timestamp (3) with time zone NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL,
	"count" bigint NOT NULL,
	CONSTRAINT "page_call_errors_page_id_app_id_problem_pk" PRIMARY KEY("page_id","app_id","problem")
);
--> statement-breakpoint
CREATE TABLE "page_checks" (
	"page_id" text NOT NULL,
	"app_id" text NOT NULL,
	"checks" jsonb NOT NULL,
	"checked_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "page_checks_page_id_app_id_pk" PRIMARY KEY("page_id","app_id")
);
--> statement-breakpoint
CREATE TABLE "page_connection_steps" (
	"connection_id" text NOT NULL,
	"name" text NOT NULL,
	"page_id" text NOT NULL,
	"state" text NOT NULL,
	"revision" bigint NOT NULL,
	"tries" bigint NOT NULL,
	"problem" text,
	"detail" text,
	"fix" text,
	"at" timestamp (3) with time zone,
	CONSTRAINT "page_connection_steps_connection_id_name_page_id_pk" PRIMARY KEY("connection_id","name","page_id")
);
--> statement-breakpoint
CREATE TABLE "page_connections" (
	"id" text PRIMARY KEY NOT NULL,
	"app_id" text NOT NULL,
	"sealed_user_token" text,
	"user_id" text,
	"user_token_expires_at" timestamp (3) with time zone,
	"missing_permissions" jsonb NOT NULL,
	"candidates" jsonb NOT NULL,
	"chosen" jsonb NOT NULL,
	"profile" jsonb,
	"takes_over_callback" boolean NOT NULL,
	"foreign_callback" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "page_health" (
	"page_id" text PRIMARY KEY NOT NULL,
	"revision" bigint NOT NULL,
	"health" text NOT NULL,
	"since" timestamp (3) with time zone,
	"problems" jsonb NOT NULL,
	"told" text NOT NULL,
	"changes" jsonb NOT NULL,
	"better_since" timestamp (3) with time zone,
	"silent_since" timestamp (3) with time zone,
	"silence_evidence" text,
	"failures" jsonb NOT NULL,
	"sound_at" timestamp (3) with time zone,
	"heard_by" jsonb NOT NULL,
	"checked_at" timestamp (3) with time zone,
	"watched_since" timestamp (3) with time zone,
	"next_check_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "page_lost_periods" (
	"id" text PRIMARY KEY NOT NULL,
	"page_id" text NOT NULL,
	"app_id" text NOT NULL,
	"reason" text NOT NULL,
	"from" timestamp (3) with time zone NOT NULL,
	"to" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "page_rhythms" (
	"page_id" text PRIMARY KEY NOT NULL,
	"until_hour" bigint NOT NULL,
	"counts" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "page_signs" (
	"page_id" text PRIMARY KEY NOT NULL,
	"first_event_at" timestamp (3) with time zone NOT NULL,
	"last_event_at" timestamp (3) with time zone NOT NULL,
	"last_psid" text,
	"last_person_at" timestamp (3) with time zone,
	"person_heard_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "page_tokens" (
	"app_id" text NOT NULL,
	"page_id" text NOT NULL,
	"sealed_token" text NOT NULL,
	"state" text NOT NULL,
	"problem" text,
	"expires_at" timestamp (3) with time zone,
	"data_access_expires_at" timestamp (3) with time zone,
	"scopes" jsonb,
	"tasks" jsonb,
	"user_id" text,
	"checked_at" timestamp (3) with time zone,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "page_tokens_app_id_page_id_pk" PRIMARY KEY("app_id","page_id")
);
--> statement-breakpoint
CREATE TABLE "pages" (
	"id" text PRIMARY KEY NOT NULL,
	"platform" text NOT NULL,
	"name" text NOT NULL,
	"username" text,
	"instagram_id" text,
	"linked_page_id" text,
	"repairs_itself" boolean NOT NULL,
	"disconnected_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "plugin_stops" (
	"page_id" text PRIMARY KEY NOT NULL,
	"stopped_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "refs" (
	"id" text PRIMARY KEY NOT NULL,
	"hash" text NOT NULL,
	"entry_point_key" text NOT NULL,
	"data_ref" text,
	"landing" jsonb,
	"site_user_id" text,
	"site_user_label" text,
	"site_user_context" jsonb,
	"address" text,
	"agent" text,
	"identity_status" text NOT NULL,
	"identity_code" text,
	"watch_secret_hash" text,
	"registered_at" timestamp (3) with time zone,
	"identity_expires_at" timestamp (3) with time zone,
	"context_expires_at" timestamp (3) with time zone NOT NULL,
	"awaited_at" timestamp (3) with time zone,
	"redeemed_at" timestamp (3) with time zone,
	"redeemed_psid" text,
	"question" jsonb
);
--> statement-breakpoint
CREATE TABLE "refused_codes" (
	"event_id" text PRIMARY KEY NOT NULL,
	"page_id" text NOT NULL,
	"psid" text NOT NULL,
	"site_id" text,
	"reason" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "site_jwks" (
	"site_id" text PRIMARY KEY NOT NULL,
	"url" text NOT NULL,
	"keys" jsonb NOT NULL,
	"ignored" jsonb NOT NULL,
	"fetched_at" timestamp (3) with time zone,
	"tried_at" timestamp (3) with time zone NOT NULL,
	"failing_since" timestamp (3) with time zone,
	"failure" text
);
--> statement-breakpoint
CREATE TABLE "sites" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"origins" jsonb NOT NULL,
	"user_token_mode" text NOT NULL,
	"user_token_secrets" jsonb NOT NULL,
	"user_token_keys" jsonb NOT NULL,
	"jwks_url" text,
	"observed_since" timestamp (3) with time zone,
	"login" jsonb,
	"linking" jsonb NOT NULL,
	"language" text NOT NULL,
	"look" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "stage_counts" (
	"entry_point_key" text NOT NULL,
	"hour" timestamp (3) with time zone NOT NULL,
	"stage" text NOT NULL,
	"reason" text NOT NULL,
	"count" bigint NOT NULL,
	CONSTRAINT "stage_counts_entry_point_key_hour_stage_reason_pk" PRIMARY KEY("entry_point_key","hour","stage","reason")
);
--> statement-breakpoint
CREATE TABLE "takeovers" (
	"page_id" text NOT NULL,
	"origin" text NOT NULL,
	"entry_point_key" text NOT NULL,
	CONSTRAINT "takeovers_page_id_origin_pk" PRIMARY KEY("page_id","origin")
);
--> statement-breakpoint
CREATE TABLE "threads" (
	"page_id" text NOT NULL,
	"psid" text NOT NULL,
	"first_seen_at" timestamp (3) with time zone NOT NULL,
	"last_seen_at" timestamp (3) with time zone NOT NULL,
	"window_opened_at" timestamp (3) with time zone,
	"person_message_at" timestamp (3) with time zone,
	"page_message_at" timestamp (3) with time zone,
	"delivered_until" timestamp (3) with time zone,
	"read_until" timestamp (3) with time zone,
	"reachable_at" timestamp (3) with time zone,
	"unreachable_at" timestamp (3) with time zone,
	"unreachable_reason" text,
	"owner_changed_at" timestamp (3) with time zone,
	"owner_app_id" text,
	"heard_at" timestamp (3) with time zone,
	"heard_in_standby" boolean,
	"locale" text,
	"locale_asked_at" timestamp (3) with time zone,
	CONSTRAINT "threads_page_id_psid_pk" PRIMARY KEY("page_id","psid")
);
--> statement-breakpoint
CREATE TABLE "unmatched_refs" (
	"page_id" text NOT NULL,
	"ref_hash" text NOT NULL,
	"ref" text NOT NULL,
	"count" bigint NOT NULL,
	"first_seen_at" timestamp (3) with time zone NOT NULL,
	"last_seen_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "unmatched_refs_page_id_ref_hash_pk" PRIMARY KEY("page_id","ref_hash")
);
--> statement-breakpoint
CREATE TABLE "used_user_tokens" (
	"site_id" text NOT NULL,
	"jti_hash" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "used_user_tokens_site_id_jti_hash_pk" PRIMARY KEY("site_id","jti_hash")
);
--> statement-breakpoint
CREATE TABLE "user_token_outcomes" (
	"site_id" text NOT NULL,
	"outcome" text NOT NULL,
	"count" bigint NOT NULL,
	CONSTRAINT "user_token_outcomes_site_id_outcome_pk" PRIMARY KEY("site_id","outcome")
);
--> statement-breakpoint
CREATE TABLE "visit_stages" (
	"seq" bigserial PRIMARY KEY NOT NULL,
	"ref_id" text NOT NULL,
	"stage" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"reason" text
);
--> statement-breakpoint
CREATE TABLE "web_links" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"page_id" text NOT NULL,
	"psid" text NOT NULL,
	"site_id" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"spent_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "account_links" ADD CONSTRAINT "account_links_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entry_point_aliases" ADD CONSTRAINT "entry_point_aliases_entry_point_key_entry_points_key_fk" FOREIGN KEY ("entry_point_key") REFERENCES "public"."entry_points"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entry_points" ADD CONSTRAINT "entry_points_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entry_points" ADD CONSTRAINT "entry_points_page_id_pages_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."pages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "link_codes" ADD CONSTRAINT "link_codes_entry_point_key_entry_points_key_fk" FOREIGN KEY ("entry_point_key") REFERENCES "public"."entry_points"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "page_checks" ADD CONSTRAINT "page_checks_page_id_pages_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."pages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "page_connection_steps" ADD CONSTRAINT "page_connection_steps_connection_id_page_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."page_connections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "page_signs" ADD CONSTRAINT "page_signs_page_id_pages_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."pages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "page_tokens" ADD CONSTRAINT "page_tokens_page_id_pages_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."pages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refs" ADD CONSTRAINT "refs_entry_point_key_entry_points_key_fk" FOREIGN KEY ("entry_point_key") REFERENCES "public"."entry_points"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "site_jwks" ADD CONSTRAINT "site_jwks_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stage_counts" ADD CONSTRAINT "stage_counts_entry_point_key_entry_points_key_fk" FOREIGN KEY ("entry_point_key") REFERENCES "public"."entry_points"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "takeovers" ADD CONSTRAINT "takeovers_entry_point_key_entry_points_key_fk" FOREIGN KEY ("entry_point_key") REFERENCES "public"."entry_points"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "used_user_tokens" ADD CONSTRAINT "used_user_tokens_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_token_outcomes" ADD CONSTRAINT "user_token_outcomes_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit_stages" ADD CONSTRAINT "visit_stages_ref_id_refs_id_fk" FOREIGN KEY ("ref_id") REFERENCES "public"."refs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "account_link_events_site" ON "account_link_events" USING btree ("site_id","id");--> statement-breakpoint
CREATE INDEX "account_link_events_user" ON "account_link_events" USING btree ("site_user_id","site_id","id");--> statement-breakpoint
CREATE INDEX "account_link_events_thread" ON "account_link_events" USING btree ("psid","page_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "account_links_thread" ON "account_links" USING btree ("site_id","page_id","psid") WHERE "account_links"."removed_at" is null;--> statement-breakpoint
CREATE INDEX "account_links_site" ON "account_links" USING btree ("site_id","id");--> statement-breakpoint
CREATE INDEX "account_links_user" ON "account_links" USING btree ("site_user_id","site_id","id");--> statement-breakpoint
CREATE INDEX "account_links_page" ON "account_links" USING btree ("page_id","id");--> statement-breakpoint
CREATE INDEX "account_links_person" ON "account_links" USING btree ("psid","page_id","id");--> statement-breakpoint
CREATE INDEX "account_links_ref" ON "account_links" USING btree ("ref_id");--> statement-breakpoint
CREATE UNIQUE INDEX "api_keys_hash" ON "api_keys" USING btree ("hash");--> statement-breakpoint
CREATE UNIQUE INDEX "arrivals_event" ON "arrivals" USING btree ("event_id");--> statement-breakpoint
CREATE INDEX "arrivals_thread" ON "arrivals" USING btree ("psid","page_id","occurred_at");--> statement-breakpoint
CREATE INDEX "arrivals_page" ON "arrivals" USING btree ("page_id","id");--> statement-breakpoint
CREATE INDEX "arrivals_ref" ON "arrivals" USING btree ("ref_hash");--> statement-breakpoint
CREATE INDEX "arrivals_visit" ON "arrivals" USING btree ("ref_id");--> statement-breakpoint
CREATE INDEX "arrivals_entry_point" ON "arrivals" USING btree ("entry_point","id");--> statement-breakpoint
CREATE INDEX "arrivals_site" ON "arrivals" USING btree ("site_id","id");--> statement-breakpoint
CREATE INDEX "arrivals_site_user" ON "arrivals" USING btree ("site_user_id","site_id","id");--> statement-breakpoint
CREATE INDEX "audit_entries_subject" ON "audit_entries" USING btree ("subject","id");--> statement-breakpoint
CREATE INDEX "audit_entries_site" ON "audit_entries" USING btree ("site_id","id");--> statement-breakpoint
CREATE INDEX "dead_jobs_name" ON "dead_jobs" USING btree ("name","seq");--> statement-breakpoint
CREATE INDEX "inbox_deliveries_status" ON "inbox_deliveries" USING btree ("status","id");--> statement-breakpoint
CREATE INDEX "inbox_deliveries_received" ON "inbox_deliveries" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "inbox_deliveries_app" ON "inbox_deliveries" USING btree ("app_id","received_at");--> statement-breakpoint
CREATE INDEX "entry_point_aliases_key" ON "entry_point_aliases" USING btree ("entry_point_key");--> statement-breakpoint
CREATE UNIQUE INDEX "entry_points_code" ON "entry_points" USING btree ("code");--> statement-breakpoint
CREATE INDEX "entry_points_site" ON "entry_points" USING btree ("site_id","key");--> statement-breakpoint
CREATE INDEX "entry_points_page" ON "entry_points" USING btree ("page_id","key");--> statement-breakpoint
CREATE UNIQUE INDEX "inbox_events_dedupe_key" ON "inbox_events" USING btree ("dedupe_key");--> statement-breakpoint
CREATE INDEX "inbox_events_status" ON "inbox_events" USING btree ("status","partition","id");--> statement-breakpoint
CREATE INDEX "inbox_events_delivery" ON "inbox_events" USING btree ("delivery_id");--> statement-breakpoint
CREATE INDEX "inbox_events_parked" ON "inbox_events" USING btree ("parked_for","page_id","received_at") WHERE "inbox_events"."parked_for" is not null;--> statement-breakpoint
CREATE INDEX "inbox_events_received" ON "inbox_events" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "inbox_events_state" ON "inbox_events" USING btree ("status","received_at","delivery_id");--> statement-breakpoint
CREATE INDEX "inbox_events_kind" ON "inbox_events" USING btree ("kind","received_at");--> statement-breakpoint
CREATE INDEX "inbox_events_app" ON "inbox_events" USING btree ("app_id","received_at");--> statement-breakpoint
CREATE INDEX "inbox_events_page" ON "inbox_events" USING btree ("page_id","received_at");--> statement-breakpoint
CREATE INDEX "inbox_events_thread" ON "inbox_events" USING btree ("page_id","psid","received_at");--> statement-breakpoint
CREATE INDEX "jobs_claim" ON "jobs" USING btree ("name","held","start_after","seq");--> statement-breakpoint
CREATE INDEX "jobs_line" ON "jobs" USING btree ("name","key","held","seq");--> statement-breakpoint
CREATE UNIQUE INDEX "link_attempts_open" ON "link_attempts" USING btree ("page_id","psid","site_id") WHERE "link_attempts"."settled_at" is null;--> statement-breakpoint
CREATE INDEX "link_attempts_expiry" ON "link_attempts" USING btree ("expires_at") WHERE "link_attempts"."settled_at" is null;--> statement-breakpoint
CREATE INDEX "link_attempts_thread" ON "link_attempts" USING btree ("page_id","psid","id");--> statement-breakpoint
CREATE INDEX "link_attempts_ref" ON "link_attempts" USING btree ("ref_id");--> statement-breakpoint
CREATE INDEX "link_attempts_account" ON "link_attempts" USING btree ("site_id","site_user_id");--> statement-breakpoint
CREATE INDEX "link_attempts_created" ON "link_attempts" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "link_code_tries_person" ON "link_code_tries" USING btree ("page_id","psid","at");--> statement-breakpoint
CREATE INDEX "link_code_tries_page" ON "link_code_tries" USING btree ("page_id","at");--> statement-breakpoint
CREATE INDEX "link_code_tries_at" ON "link_code_tries" USING btree ("at");--> statement-breakpoint
CREATE INDEX "link_codes_account" ON "link_codes" USING btree ("account_hash","created_at");--> statement-breakpoint
CREATE INDEX "link_codes_site" ON "link_codes" USING btree ("site_id","created_at");--> statement-breakpoint
CREATE INDEX "link_codes_page" ON "link_codes" USING btree ("page_id","created_at");--> statement-breakpoint
CREATE INDEX "link_codes_created" ON "link_codes" USING btree ("created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "link_sessions_state" ON "link_sessions" USING btree ("state_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "link_sessions_ticket" ON "link_sessions" USING btree ("ticket_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "link_sessions_code" ON "link_sessions" USING btree ("code_hash");--> statement-breakpoint
CREATE INDEX "link_sessions_earlier" ON "link_sessions" USING btree ("earlier_hash");--> statement-breakpoint
CREATE INDEX "link_sessions_attempt" ON "link_sessions" USING btree ("attempt_id");--> statement-breakpoint
CREATE INDEX "link_sessions_expiry" ON "link_sessions" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "link_sessions_account" ON "link_sessions" USING btree ("site_id","site_user_id");--> statement-breakpoint
CREATE INDEX "login_prompts_thread" ON "login_prompts" USING btree ("page_id","psid");--> statement-breakpoint
CREATE INDEX "login_prompts_last" ON "login_prompts" USING btree ("last_at");--> statement-breakpoint
CREATE UNIQUE INDEX "messages_id" ON "messages" USING btree ("id");--> statement-breakpoint
CREATE UNIQUE INDEX "messages_idempotency" ON "messages" USING btree ("idempotency_key");--> statement-breakpoint
CREATE INDEX "messages_open" ON "messages" USING btree ("page_id","psid","seq") WHERE "messages"."settled_at" is null;--> statement-breakpoint
CREATE INDEX "messages_unread" ON "messages" USING btree ("psid","status") WHERE "messages"."read_at" is null;--> statement-breakpoint
CREATE INDEX "messages_page" ON "messages" USING btree ("page_id","seq");--> statement-breakpoint
CREATE INDEX "messages_person" ON "messages" USING btree ("psid","page_id","seq");--> statement-breakpoint
CREATE INDEX "messages_site" ON "messages" USING btree ("site_id","seq");--> statement-breakpoint
CREATE INDEX "messages_status" ON "messages" USING btree ("status","seq");--> statement-breakpoint
CREATE INDEX "notifications_site" ON "notifications" USING btree ("site_id","id");--> statement-breakpoint
CREATE INDEX "notifications_subject" ON "notifications" USING btree ("subject","id");--> statement-breakpoint
CREATE INDEX "notifications_type" ON "notifications" USING btree ("type","id");--> statement-breakpoint
CREATE INDEX "page_connection_steps_page" ON "page_connection_steps" USING btree ("page_id","name","state");--> statement-breakpoint
CREATE INDEX "page_connections_expires" ON "page_connections" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "page_health_next" ON "page_health" USING btree ("next_check_at");--> statement-breakpoint
CREATE INDEX "page_health_health" ON "page_health" USING btree ("health");--> statement-breakpoint
CREATE INDEX "page_lost_periods_page" ON "page_lost_periods" USING btree ("page_id","from");--> statement-breakpoint
CREATE UNIQUE INDEX "page_lost_periods_open" ON "page_lost_periods" USING btree ("page_id","app_id") WHERE "page_lost_periods"."to" is null;--> statement-breakpoint
CREATE INDEX "page_tokens_page" ON "page_tokens" USING btree ("page_id");--> statement-breakpoint
CREATE UNIQUE INDEX "refs_hash" ON "refs" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "refs_site_user" ON "refs" USING btree ("site_user_id") WHERE "refs"."site_user_id" is not null;--> statement-breakpoint
CREATE INDEX "refs_places" ON "refs" USING btree ("identity_expires_at") WHERE "refs"."address" is not null;--> statement-breakpoint
CREATE INDEX "refs_context_expiry" ON "refs" USING btree ("context_expires_at","watch_secret_hash");--> statement-breakpoint
CREATE INDEX "refused_codes_at" ON "refused_codes" USING btree ("at");--> statement-breakpoint
CREATE INDEX "refused_codes_thread" ON "refused_codes" USING btree ("page_id","psid");--> statement-breakpoint
CREATE INDEX "stage_counts_hour" ON "stage_counts" USING btree ("hour");--> statement-breakpoint
CREATE INDEX "takeovers_key" ON "takeovers" USING btree ("entry_point_key");--> statement-breakpoint
CREATE INDEX "threads_last_seen" ON "threads" USING btree ("last_seen_at");--> statement-breakpoint
CREATE INDEX "threads_page_last_seen" ON "threads" USING btree ("page_id","last_seen_at","psid");--> statement-breakpoint
CREATE INDEX "threads_psid" ON "threads" USING btree ("psid");--> statement-breakpoint
CREATE INDEX "unmatched_refs_last_seen" ON "unmatched_refs" USING btree ("page_id","last_seen_at");--> statement-breakpoint
CREATE INDEX "used_user_tokens_expiry" ON "used_user_tokens" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "visit_stages_once" ON "visit_stages" USING btree ("ref_id","stage");--> statement-breakpoint
CREATE INDEX "web_links_expiry" ON "web_links" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "web_links_thread" ON "web_links" USING btree ("page_id","psid");